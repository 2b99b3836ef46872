package org.dermatrail.pseudonymization.project;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** An id in few bytes: a UUID in 16, a digest in 32, anything else as text; the first byte tells which. */
final class PackedId {

    private static final byte TEXT = 0;
    private static final byte UNIQUE = 1;
    private static final byte DIGEST = 2;
    private static final int UUID_CHARACTERS = 36;
    private static final int DIGEST_CHARACTERS = 64;
    private static final HexFormat HEX = HexFormat.of();

    private PackedId() {}

    static byte[] pack(String id) {
        if (id.length() == UUID_CHARACTERS && isGroupedHex(id)) {
            UUID uuid = UUID.fromString(id);
            return ByteBuffer.allocate(17)
                    .put(UNIQUE)
                    .putLong(uuid.getMostSignificantBits())
                    .putLong(uuid.getLeastSignificantBits())
                    .array();
        }
        if (id.length() == DIGEST_CHARACTERS && id.chars().allMatch(PackedId::isLowerHex)) {
            return ByteBuffer.allocate(33).put(DIGEST).put(HEX.parseHex(id)).array();
        }
        try {
            ByteBuffer text = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(id));
            return ByteBuffer.allocate(1 + text.remaining()).put(TEXT).put(text).array();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("an id is no valid text", e);
        }
    }

    static Optional<String> unpack(byte[] packed) {
        if (packed.length == 0) {
            return Optional.empty();
        }
        ByteBuffer body = ByteBuffer.wrap(packed);
        byte type = body.get();
        if (type == UNIQUE && packed.length == 17) {
            return Optional.of(new UUID(body.getLong(), body.getLong()).toString());
        }
        if (type == DIGEST && packed.length == 33) {
            return Optional.of(HEX.formatHex(packed, 1, packed.length));
        }
        return type == TEXT
                ? Optional.of(new String(packed, 1, packed.length - 1, StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static boolean isGroupedHex(String id) {
        for (int i = 0; i < UUID_CHARACTERS; i++) {
            boolean group = i == 8 || i == 13 || i == 18 || i == 23;
            if (group ? id.charAt(i) != '-' : !isLowerHex(id.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLowerHex(int character) {
        return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
    }
}

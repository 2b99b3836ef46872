package org.dermatrail.pseudonymization.project;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.dermatrail.domain.IdBytes;

/** An id in few bytes: a UUID in 16, a digest in 32, anything else as text; the first byte tells which. */
final class PackedId {

    private static final byte TEXT = 0;
    private static final byte UNIQUE = 1;
    private static final byte DIGEST = 2;
    private static final int DIGEST_CHARACTERS = 64;
    private static final HexFormat HEX = HexFormat.of();

    private PackedId() {}

    static byte[] pack(String id) {
        var uuid = IdBytes.of(id);
        if (uuid != null) {
            return ByteBuffer.allocate(1 + IdBytes.LENGTH).put(UNIQUE).put(uuid).array();
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
        byte type = packed[0];
        if (type == UNIQUE && packed.length == 1 + IdBytes.LENGTH) {
            return Optional.of(IdBytes.text(packed, 1));
        }
        if (type == DIGEST && packed.length == 33) {
            return Optional.of(HEX.formatHex(packed, 1, packed.length));
        }
        return type == TEXT
                ? Optional.of(new String(packed, 1, packed.length - 1, StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static boolean isLowerHex(int character) {
        return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
    }
}

package org.dermatrail.pseudonymization.project;

import com.google.crypto.tink.DeterministicAead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms;

/**
 * Scopes ids by deterministic authenticated encryption (AES-SIV, RFC 5297) under the project's name and the id's kind.
 *
 * <p>Law: as {@link ProjectPseudonyms}; besides, one id has one spelling only, so a scoped id may be compared as
 * text. A scoped UUID has 44
 * characters, a scoped digest 66. Thread-safe; no table is kept.
 */
public final class SivProjectPseudonyms implements ProjectPseudonyms {

    private static final int LONGEST_ID = 1_024;
    private static final int LONGEST_SCOPED_ID = 8_192;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final DeterministicAead ids;

    /** Scopes with given keys. */
    public SivProjectPseudonyms(ProjectKeys keys) {
        this.ids = keys.ids();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException where project or id is empty, longer than 1024 characters, or the id no valid
     * text
     */
    @Override
    public String scope(String project, Kind kind, String id) {
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw new IllegalArgumentException("an id has 1 to " + LONGEST_ID + " characters");
        }
        try {
            return ENCODER.encodeToString(ids.encryptDeterministically(PackedId.pack(id), context(project, kind)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an id could not be scoped", e);
        }
    }

    @Override
    public Optional<String> reveal(String project, Kind kind, String scopedId) {
        Optional<byte[]> sealed = decode(scopedId);
        if (sealed.isEmpty()) {
            return Optional.empty();
        }
        try {
            return PackedId.unpack(ids.decryptDeterministically(sealed.get(), context(project, kind)));
        } catch (GeneralSecurityException e) {
            // The library tells a forged id only by this exception; to the caller it is an id that does not exist.
            return Optional.empty();
        }
    }

    private static Optional<byte[]> decode(String scopedId) {
        if (scopedId.length() > LONGEST_SCOPED_ID) {
            return Optional.empty();
        }
        try {
            byte[] sealed = DECODER.decode(scopedId);
            // The decoder forgives padding and stray last bits, which would give one id several spellings.
            return ENCODER.encodeToString(sealed).equals(scopedId) ? Optional.of(sealed) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] context(String project, Kind kind) {
        if (project.isEmpty() || project.length() > LONGEST_ID) {
            throw new IllegalArgumentException("a project's name has 1 to " + LONGEST_ID + " characters");
        }
        byte[] name = project.getBytes(StandardCharsets.UTF_8);
        byte[] purpose = kind.name().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + name.length + purpose.length)
                .putInt(name.length)
                .put(name)
                .put(purpose)
                .array();
    }
}

package org.dermatrail.domain.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps bytes under their own digest.
 *
 * <p>Law: {@code open(put(b))} yields {@code b}; equal bytes are stored once; when {@link #put} returns, bytes and
 * folder entry are synced to disk; a digest that was never put is absent, and nothing half-written is ever visible.
 * Thread-safe.
 */
public interface BlobStore {

    /**
     * Stores bytes durably.
     *
     * @return their SHA-256 in lower-case hexadecimal
     * @throws IOException where the bytes could not be made durable; nothing is then visible
     */
    String put(byte[] bytes) throws IOException;

    /** Opens stored bytes, or is empty where the digest is unknown; the caller closes the stream. */
    Optional<InputStream> open(String digest) throws IOException;

    /** Tells whether the digest is stored. */
    boolean contains(String digest) throws IOException;

    /** All stored digests in no order; the caller closes the stream. */
    Stream<String> digests() throws IOException;
}

package org.dermatrail.pseudonymization.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Joins texts so that no two different lists of texts give the same bytes. */
final class LengthPrefixed {

    private LengthPrefixed() {}

    static byte[] join(String first, String second) {
        return join(first, second, new byte[0]);
    }

    static byte[] join(String first, String second, byte[] third) {
        byte[] a = first.getBytes(StandardCharsets.UTF_8);
        byte[] b = second.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(a.length + b.length + third.length + 8)
                .putInt(a.length)
                .put(a)
                .putInt(b.length)
                .put(b)
                .put(third)
                .array();
    }
}

package org.dermatrail.ops.server;

/** Makes a small picture of a large one. Thread-safe. */
@FunctionalInterface
public interface Thumbnailer {

    /**
     * A JPEG of the picture whose longer side is at most so long.
     *
     * @throws IllegalArgumentException where the bytes are no picture
     */
    byte[] of(byte[] picture, int longestSidePx);
}

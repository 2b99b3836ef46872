package org.dermatrail.imaging;

/**
 * What inspecting a picture found.
 *
 * <p>Law: bytes are {@link Decoded} only if every pixel could be decoded; there is no "mostly readable".
 */
public sealed interface Inspection {

    /**
     * A whole picture.
     *
     * @param picture what it is
     */
    record Decoded(Picture picture) implements Inspection {}

    /**
     * Not a usable picture.
     *
     * @param code stable reason
     * @param sentence one sentence for a coordinator; holds nothing of the picture's content but sizes
     */
    record Unreadable(PictureFault code, String sentence) implements Inspection {}
}

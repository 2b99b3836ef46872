package org.dermatrail.imaging;

/**
 * What a picture turned out to be after it was decoded from the first pixel to the last.
 *
 * @param mediaType {@code image/jpeg}, {@code image/png} or {@code image/tiff}
 * @param widthPx width in pixels, as stored (an orientation mark in the metadata is not applied)
 * @param heightPx height in pixels, as stored
 * @param bitsPerSample depth of one channel; 8 for a palette
 * @param channels channels of one pixel; 3 for a palette
 */
public record Picture(String mediaType, int widthPx, int heightPx, int bitsPerSample, int channels) {

    /** Media type of a JPEG picture. */
    public static final String JPEG = "image/jpeg";

    /** Media type of a PNG picture. */
    public static final String PNG = "image/png";

    /** Media type of a TIFF picture. */
    public static final String TIFF = "image/tiff";

    /** How many pixels it has. */
    public long pixels() {
        return (long) widthPx * heightPx;
    }
}

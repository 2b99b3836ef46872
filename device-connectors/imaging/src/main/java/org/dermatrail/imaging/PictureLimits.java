package org.dermatrail.imaging;

/**
 * How small and how large a picture may be.
 *
 * @param shortestEdgePx a picture whose shorter edge has fewer pixels is too small
 * @param pixels a picture with more pixels is too large
 * @param bytes a picture with more bytes is too large
 */
public record PictureLimits(int shortestEdgePx, long pixels, int bytes) {

    /** What a registry of skin pictures needs: 32 px to 100 megapixels, at most 256 MiB. */
    public static final PictureLimits STANDARD = new PictureLimits(32, 100_000_000L, 256 << 20);

    /**
     * A progressive JPEG cannot be decoded strip by strip: its coefficients, six bytes a pixel, are held outside the heap
     * until the last scan. So it gets a quarter of the pixels.
     */
    private static final int PROGRESSIVE_SHARE = 4;

    /** Checks that the limits make sense. */
    public PictureLimits {
        if (shortestEdgePx < 1 || pixels < 1 || bytes < 1) {
            throw new IllegalArgumentException("limits of a picture must be positive");
        }
    }

    void checkSize(long widthPx, long heightPx) throws UnreadablePicture {
        if (widthPx <= 0 || heightPx <= 0) {
            throw new UnreadablePicture(
                    PictureFault.PICTURE_DIMENSIONS_LIE,
                    "The header claims %d × %d pixels, which no picture has.",
                    widthPx,
                    heightPx);
        }
        if (widthPx > pixels || heightPx > pixels || widthPx * heightPx > pixels) {
            throw new UnreadablePicture(
                    PictureFault.PICTURE_TOO_LARGE,
                    "The header claims %d × %d pixels; at most %d pixels are read.",
                    widthPx,
                    heightPx,
                    pixels);
        }
        if (Math.min(widthPx, heightPx) < shortestEdgePx) {
            throw new UnreadablePicture(
                    PictureFault.PICTURE_TOO_SMALL,
                    "The picture has %d × %d pixels; the shorter edge needs at least %d.",
                    widthPx,
                    heightPx,
                    shortestEdgePx);
        }
    }

    void checkProgressiveSize(long widthPx, long heightPx) throws UnreadablePicture {
        if (widthPx * heightPx > pixels / PROGRESSIVE_SHARE) {
            throw new UnreadablePicture(
                    PictureFault.PICTURE_TOO_LARGE,
                    "The progressive JPEG claims %d × %d pixels; at most %d pixels are read of this kind.",
                    widthPx,
                    heightPx,
                    pixels / PROGRESSIVE_SHARE);
        }
    }
}

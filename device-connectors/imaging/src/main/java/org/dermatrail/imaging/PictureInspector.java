package org.dermatrail.imaging;

/**
 * Judges whether bytes are a whole picture.
 *
 * <p>Law: header claims are checked against limits and against the amount of data before anything is allocated for
 * pixels; then every pixel is decoded, in memory bounded by a few megapixels. What a lenient viewer would fill with
 * grey is refused. The
 * kind of file is told from its bytes, never from a name. Pure and thread-safe.
 */
public final class PictureInspector {

    private PictureInspector() {}

    /** Inspects with given limits; never throws for what stands in the bytes. */
    public static Inspection inspect(byte[] bytes, PictureLimits limits) {
        try {
            Picture claimed = claim(bytes, limits);
            PictureDecoder.verify(bytes, claimed);
            return new Inspection.Decoded(claimed);
        } catch (UnreadablePicture fault) {
            return fault.asInspection();
        }
    }

    /** Inspects with {@link PictureLimits#STANDARD}. */
    public static Inspection inspect(byte[] bytes) {
        return inspect(bytes, PictureLimits.STANDARD);
    }

    /** What the file's structure says, checked as far as it can be without pixels. */
    static Picture claim(byte[] bytes, PictureLimits limits) throws UnreadablePicture {
        if (bytes.length == 0) {
            throw new UnreadablePicture(PictureFault.PICTURE_EMPTY, "The picture file has no content.");
        }
        if (bytes.length > limits.bytes()) {
            throw new UnreadablePicture(
                    PictureFault.PICTURE_TOO_LARGE,
                    "The picture file has %d bytes; at most %d are read.",
                    bytes.length,
                    limits.bytes());
        }
        if (JpegStructure.begins(bytes)) {
            return JpegStructure.read(bytes, limits);
        }
        if (PngStructure.begins(bytes)) {
            return PngStructure.read(bytes, limits);
        }
        if (TiffStructure.begins(bytes)) {
            return TiffStructure.read(bytes, limits);
        }
        throw UnreadablePicture.unknown("The file is neither JPEG nor PNG nor TIFF");
    }
}

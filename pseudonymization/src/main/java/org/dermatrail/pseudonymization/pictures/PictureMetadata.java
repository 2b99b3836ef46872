package org.dermatrail.pseudonymization.pictures;

import java.util.Locale;
import org.dermatrail.pseudonymization.pictures.StrippingRefused.Reason;

/**
 * Strips picture files of everything but their pixels.
 *
 * <p>Law: what is kept is listed, what is not listed goes; a file that cannot be followed to its last byte is
 * refused and
 * never passed on; the coded pixels stay bit-identical, so every decoder that ignores colour profiles shows the same
 * picture; stripping twice is
 * stripping once. Pure and thread-safe.
 */
public final class PictureMetadata {

    private PictureMetadata() {}

    /**
     * Strips a file.
     *
     * @param bytes the file; not changed
     * @param mediaType {@code image/jpeg}, {@code image/png} or {@code image/tiff}
     */
    public static Stripping strip(byte[] bytes, String mediaType) {
        try {
            return switch (mediaType.toLowerCase(Locale.ROOT)) {
                case "image/jpeg" -> JpegRewriter.rewrite(bytes);
                case "image/png" -> PngRewriter.rewrite(bytes);
                case "image/tiff" -> TiffRewriter.rewrite(bytes);
                default ->
                    new StrippingRefused(
                            Reason.PICTURE_KIND_NOT_STRIPPABLE, "Only JPEG, PNG and TIFF pictures can be stripped.");
            };
        } catch (UnstrippablePicture doubt) {
            return doubt.asRefusal();
        }
    }
}

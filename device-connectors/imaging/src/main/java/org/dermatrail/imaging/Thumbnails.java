package org.dermatrail.imaging;

import com.twelvemonkeys.image.ResampleOp;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Makes small pictures for lists and timelines.
 *
 * <p>Law: the result is a JPEG without metadata whose longer edge has at most the pixels asked for; a smaller
 * picture is
 * not enlarged. A large picture is read thinned out, so memory does not grow with it. Grey pictures stay grey,
 * 16-bit ones are shown with
 * their upper 8 bits, transparent ones lie on white. Thread-safe.
 */
public final class Thumbnails {

    private static final float QUALITY = 0.85f;
    private static final int LARGEST_EDGE_PX = 4_096;
    /** The picture is read at this many times the target, so that thinning out leaves enough to average. */
    private static final int OVERSAMPLING = 3;

    private Thumbnails() {}

    /**
     * Makes a small picture of one that is stored as it should be seen.
     *
     * @see #of(byte[], int, int)
     */
    public static byte[] of(byte[] bytes, int longestEdgePx) {
        return of(bytes, longestEdgePx, 1);
    }

    /**
     * Makes a small picture.
     *
     * @param bytes a picture that {@link PictureInspector} found readable
     * @param longestEdgePx pixels of the longer edge, 1 to 4096
     * @param orientation how the picture must be turned to stand upright, 1 (as it is) to 8, in the numbering of EXIF
     * @return a JPEG
     * @throws UncheckedIOException where the bytes are no readable picture after all
     */
    public static byte[] of(byte[] bytes, int longestEdgePx, int orientation) {
        if (longestEdgePx < 1 || longestEdgePx > LARGEST_EDGE_PX) {
            throw new IllegalArgumentException(
                    "the longer edge of a thumbnail has 1 to " + LARGEST_EDGE_PX + " pixels");
        }
        try {
            PictureLimits limits =
                    new PictureLimits(1, PictureLimits.STANDARD.pixels(), PictureLimits.STANDARD.bytes());
            Picture claimed = PictureInspector.claim(bytes, limits);
            BufferedImage read = PictureDecoder.decodeAtLeast(bytes, claimed, OVERSAMPLING * longestEdgePx);
            BufferedImage small = shrink(claimed.channels() == 1 ? grey(read) : onWhite(read), longestEdgePx);
            return encode(Upright.turn(small, orientation));
        } catch (UnreadablePicture e) {
            throw new UncheckedIOException(new IOException(e.getMessage(), e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage shrink(BufferedImage image, int longestEdgePx) {
        int longest = Math.max(image.getWidth(), image.getHeight());
        if (longest <= longestEdgePx) {
            return image;
        }
        double scale = (double) longestEdgePx / longest;
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        return new ResampleOp(width, height, ResampleOp.FILTER_MITCHELL).filter(image, null);
    }

    /** Copies samples as they are: the platform's colour conversion would take grey for linear light and brighten it. */
    private static BufferedImage grey(BufferedImage read) {
        if (read.getColorModel() instanceof IndexColorModel) {
            return onWhite(read);
        }
        BufferedImage grey = new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        Raster from = read.getRaster();
        WritableRaster to = grey.getRaster();
        int shift = Math.max(0, from.getSampleModel().getSampleSize(0) - 8);
        int[] row = new int[read.getWidth()];
        for (int y = 0; y < read.getHeight(); y++) {
            from.getSamples(0, y, row.length, 1, 0, row);
            for (int x = 0; x < row.length; x++) {
                row[x] >>>= shift;
            }
            to.setSamples(0, y, row.length, 1, 0, row);
        }
        return grey;
    }

    private static BufferedImage onWhite(BufferedImage read) {
        BufferedImage colour = new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = colour.createGraphics();
        try {
            canvas.drawImage(read, 0, 0, Color.WHITE, null);
        } finally {
            canvas.dispose();
        }
        return colour;
    }

    private static byte[] encode(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("JPEG").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}

package org.dermatrail.imaging;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Decodes whole pictures, keeping at most a few megapixels of them. */
final class PictureDecoder {

    private static final long PIXELS_KEPT = 4_000_000L;
    /** Warnings of the JPEG decoder that say nothing about the pixels. */
    private static final List<String> HARMLESS = List.of("Adobe", "JFIF", "Invalid SOS parameters");

    private PictureDecoder() {}

    /** Decodes every pixel; refuses what the decoder has to guess. */
    static void verify(byte[] bytes, Picture claimed) throws UnreadablePicture {
        int step = (int) Math.ceil(Math.sqrt((double) claimed.pixels() / PIXELS_KEPT));
        String format = format(claimed);
        List<String> warnings = new ArrayList<>();
        ImageReader reader = reader(format);
        try (ImageInputStream input = new ByteArrayImageInputStream(bytes)) {
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            reader.setInput(input, true, true);
            if (reader.getWidth(0) != claimed.widthPx() || reader.getHeight(0) != claimed.heightPx()) {
                throw UnreadablePicture.lying(format, "two headers differ");
            }
            int width = decodedWidthPx(reader, step);
            if (width != Math.ceilDiv(claimed.widthPx(), step)) {
                throw UnreadablePicture.lying(format, "another width was decoded");
            }
        } catch (EOFException e) {
            throw UnreadablePicture.truncated(format);
        } catch (IOException | RuntimeException e) {
            // On hostile bytes a decoder fails with whatever it stumbles over, class casts included; all mean the same.
            throw UnreadablePicture.damaged(format, "its pixels cannot be decoded");
        } finally {
            reader.dispose();
        }
        judge(format, warnings);
    }

    /** Reads a smaller picture whose longer edge has at least {@code longestEdgePx}, if the picture itself has. */
    static BufferedImage decodeAtLeast(byte[] bytes, Picture claimed, int longestEdgePx) throws IOException {
        int step = Math.max(1, Math.max(claimed.widthPx(), claimed.heightPx()) / longestEdgePx);
        ImageReader reader =
                ImageIO.getImageReadersByFormatName(format(claimed)).next();
        try (ImageInputStream input = new ByteArrayImageInputStream(bytes)) {
            reader.setInput(input, true, true);
            ImageReadParam parameters = reader.getDefaultReadParam();
            parameters.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, parameters);
        } finally {
            reader.dispose();
        }
    }

    private static int decodedWidthPx(ImageReader reader, int step) throws IOException {
        ImageReadParam parameters = reader.getDefaultReadParam();
        parameters.setSourceSubsampling(step, step, 0, 0);
        if (reader.canReadRaster()) {
            Raster raster = reader.readRaster(0, parameters);
            return raster.getWidth();
        }
        return reader.read(0, parameters).getWidth();
    }

    private static void judge(String format, List<String> warnings) throws UnreadablePicture {
        for (String warning : warnings) {
            if (HARMLESS.stream().anyMatch(warning::contains)) {
                continue;
            }
            if (warning.contains("remature end") || warning.contains("extraneous bytes")) {
                throw UnreadablePicture.lying(format, "there is less or more of it");
            }
            throw UnreadablePicture.damaged(format, "some of its pixels cannot be decoded");
        }
    }

    /** The platform's own reader where there is one: it reports each guess as a warning. */
    private static ImageReader reader(String format) {
        ImageReader first = null;
        for (Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format); readers.hasNext(); ) {
            ImageReader reader = readers.next();
            boolean ofThePlatform = reader.getClass().getName().startsWith("com.sun.imageio.");
            if (ofThePlatform && !format.equals("TIFF")) {
                return reader;
            }
            if (first == null) {
                first = reader;
            }
        }
        if (first == null) {
            throw new IllegalStateException("no reader for " + format + " is installed");
        }
        return first;
    }

    private static String format(Picture picture) {
        return switch (picture.mediaType()) {
            case Picture.JPEG -> "JPEG";
            case Picture.PNG -> "PNG";
            case Picture.TIFF -> "TIFF";
            default -> throw new IllegalArgumentException("unknown kind of picture: " + picture.mediaType());
        };
    }
}

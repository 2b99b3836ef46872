package org.dermatrail.imaging;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Pictures made for tests: noise over a gradient, so that the compressed data has some length. */
final class GeneratedPictures {

    private GeneratedPictures() {}

    static BufferedImage image(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        SplittableRandom random = new SplittableRandom(20_260_101L);
        int bands = image.getRaster().getNumBands();
        int most = 1 << image.getSampleModel().getSampleSize(0);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int band = 0; band < bands; band++) {
                    int gradient = (int) ((long) (x + y) * most / (width + height));
                    image.getRaster().setSample(x, y, band, (gradient * 3 + random.nextInt(most)) / 4);
                }
            }
        }
        return image;
    }

    static byte[] jpeg(int width, int height, boolean progressive) {
        return write(image(width, height, BufferedImage.TYPE_INT_RGB), "JPEG", null, progressive);
    }

    static byte[] png(int width, int height, int type) {
        return write(image(width, height, type), "PNG", null, false);
    }

    static byte[] interlacedPng(int width, int height, int type) {
        return write(image(width, height, type), "PNG", null, true);
    }

    static byte[] tiff(int width, int height, int type, @Nullable String compression) {
        return write(image(width, height, type), "TIFF", compression, false);
    }

    static byte[] write(BufferedImage image, String format, @Nullable String compression, boolean progressive) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (compression != null) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionType(compression);
            }
            if (progressive) {
                parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}

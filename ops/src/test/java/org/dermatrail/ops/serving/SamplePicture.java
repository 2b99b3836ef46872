package org.dermatrail.ops.serving;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Draws a picture of the sample study, and writes on it that it is synthetic. */
final class SamplePicture {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final int NOISE = 10;

    private SamplePicture() {}

    /**
     * A JPEG of a lesion.
     *
     * @param device kind of device
     * @param diameterMm long diameter; dermoscopy shows 16 mm across the picture, other devices 32 mm
     * @param irregular whether outline and colour are uneven
     */
    static byte[] draw(String device, double diameterMm, boolean irregular, Random random) throws IOException {
        boolean grey = device.equals("confocal") || device.equals("ultrasound") || device.equals("oct");
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setColor(grey ? new Color(40, 40, 40) : new Color(226, 182, 156));
        canvas.fillRect(0, 0, WIDTH, HEIGHT);
        double pixelsPerMm = WIDTH / (device.equals("dermoscopy") ? 16.0 : 32.0);
        paintLesion(canvas, diameterMm * pixelsPerMm, grey, irregular, random);
        canvas.setColor(grey ? Color.LIGHT_GRAY : new Color(90, 60, 50));
        canvas.drawString("synthetic, " + device, 8, HEIGHT - 8);
        canvas.dispose();
        addNoise(image, random);
        var bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "jpeg", bytes)) {
            throw new IOException("this Java cannot write JPEG pictures");
        }
        return bytes.toByteArray();
    }

    private static void paintLesion(
            Graphics2D canvas, double diameterPx, boolean grey, boolean irregular, Random random) {
        double x = WIDTH / 2.0 + random.nextInt(21) - 10;
        double y = HEIGHT / 2.0 + random.nextInt(21) - 10;
        var outline =
                new Area(new Ellipse2D.Double(x - diameterPx / 2, y - diameterPx * 0.4, diameterPx, diameterPx * 0.8));
        int lobes = irregular ? 6 : 0;
        for (int lobe = 0; lobe < lobes; lobe++) {
            double angle = lobe * 2 * Math.PI / lobes + random.nextDouble();
            double size = diameterPx * (0.2 + 0.2 * random.nextDouble());
            outline.add(new Area(new Ellipse2D.Double(
                    x + Math.cos(angle) * diameterPx * 0.4 - size / 2,
                    y + Math.sin(angle) * diameterPx * 0.32 - size / 2,
                    size,
                    size)));
        }
        canvas.setColor(grey ? new Color(170, 170, 170) : new Color(120, 74, 52));
        canvas.fill(outline);
        canvas.setClip(outline);
        int spots = irregular ? 9 : 3;
        for (int spot = 0; spot < spots; spot++) {
            int shade = grey ? 110 + random.nextInt(120) : 40 + random.nextInt(60);
            canvas.setColor(grey ? new Color(shade, shade, shade) : new Color(shade + 30, shade, shade));
            double size = diameterPx * (0.1 + 0.15 * random.nextDouble());
            canvas.fill(new Ellipse2D.Double(
                    x + (random.nextDouble() - 0.5) * diameterPx * 0.8,
                    y + (random.nextDouble() - 0.5) * diameterPx * 0.6,
                    size,
                    size));
        }
        canvas.setClip(null);
    }

    private static void addNoise(BufferedImage image, Random random) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                int by = random.nextInt(2 * NOISE + 1) - NOISE;
                image.setRGB(x, y, shifted(rgb >> 16, by) << 16 | shifted(rgb >> 8, by) << 8 | shifted(rgb, by));
            }
        }
    }

    private static int shifted(int channel, int by) {
        return Math.clamp((channel & 0xff) + by, 0, 255);
    }
}

package org.dermatrail.imaging;

import java.awt.image.BufferedImage;

/** Turns and mirrors a small picture as an EXIF orientation asks. */
final class Upright {

    private static final int HIGHEST = 8;

    private Upright() {}

    static BufferedImage turn(BufferedImage stored, int orientation) {
        if (orientation < 1 || orientation > HIGHEST) {
            throw new IllegalArgumentException("an orientation is 1 to 8");
        }
        if (orientation == 1) {
            return stored;
        }
        boolean lying = orientation >= 5;
        int width = lying ? stored.getHeight() : stored.getWidth();
        int height = lying ? stored.getWidth() : stored.getHeight();
        BufferedImage upright = new BufferedImage(width, height, stored.getType());
        double[] pixel = new double[stored.getRaster().getNumBands()];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
                boolean fromBottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
                int across = lying ? y : x;
                int down = lying ? x : y;
                int fromX = fromRight ? stored.getWidth() - 1 - across : across;
                int fromY = fromBottom ? stored.getHeight() - 1 - down : down;
                upright.getRaster().setPixel(x, y, stored.getRaster().getPixel(fromX, fromY, pixel));
            }
        }
        return upright;
    }
}

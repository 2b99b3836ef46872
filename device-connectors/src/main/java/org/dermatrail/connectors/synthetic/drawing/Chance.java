package org.dermatrail.connectors.synthetic.drawing;

/** Chance that depends on a seed and a place alone, so that a pixel needs no memory of the one before. */
final class Chance {

    private static final double UNIT = 0x1.0p-32;

    private Chance() {}

    /** Evenly from 0 up to 1, the same for the same seed and place. */
    static double at(long seed, int x, int y) {
        long z = seed + x * 0x9e3779b97f4a7c15L + y * 0xc2b2ae3d27d4eb4fL;
        z = (z ^ (z >>> 29)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 32)) * 0x94d049bb133111ebL;
        return (z >>> 32) * UNIT;
    }

    /** Evenly from {@code least} to {@code most}. */
    static double between(long seed, int index, double least, double most) {
        return least + (most - least) * at(seed, index, 7919);
    }

    /** Smooth noise from -1 to 1 whose features are about one unit wide. */
    static double smooth(long seed, double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double fx = x - left;
        double fy = y - top;
        double sx = fx * fx * (3 - 2 * fx);
        double sy = fy * fy * (3 - 2 * fy);
        double upper = at(seed, left, top) * (1 - sx) + at(seed, left + 1, top) * sx;
        double lower = at(seed, left, top + 1) * (1 - sx) + at(seed, left + 1, top + 1) * sx;
        return 2 * (upper * (1 - sy) + lower * sy) - 1;
    }

    /**
     * How near the border between two cells a place is: 0 on the border, growing towards the middle of the cell; cells are
     * about one unit wide (Worley 1996, the difference of the distances to the two nearest points).
     */
    static double fromBorder(long seed, double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double nearest = 9;
        double second = 9;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                double px = left + dx + 0.15 + 0.7 * at(seed, left + dx, top + dy) - x;
                double py = top + dy + 0.15 + 0.7 * at(~seed, left + dx, top + dy) - y;
                double distance = px * px + py * py;
                if (distance < nearest) {
                    second = nearest;
                    nearest = distance;
                } else if (distance < second) {
                    second = distance;
                }
            }
        }
        return Math.sqrt(second) - Math.sqrt(nearest);
    }
}

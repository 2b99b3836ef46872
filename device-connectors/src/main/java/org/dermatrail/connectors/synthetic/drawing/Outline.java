package org.dermatrail.connectors.synthetic.drawing;

/**
 * The outline of a lesion whose long diameter is 1: an ellipse, bent by even waves.
 *
 * <p>Laws: the outline is symmetric about its centre, so its greatest diameter is exactly the longest line through the
 * centre, and what is measured in a picture can be compared with the truth; asymmetry is shown in colour. Immutable.
 */
public final class Outline {

    private static final int STEPS = 360;
    private static final double[] COSINE = new double[STEPS];

    static {
        for (int step = 0; step < STEPS; step++) {
            COSINE[step] = StrictMath.cos(2 * StrictMath.PI * step / STEPS);
        }
    }

    private final double[] radius = new double[STEPS];
    private final double areaFactor;

    /**
     * An outline.
     *
     * @param aspect short diameter of the ellipse over its long one, above 0, at most 1
     * @param irregularity 0 for an ellipse, 1 for a very uneven outline
     * @param shape seed of the waves
     */
    public Outline(double aspect, double irregularity, long shape) {
        double longest = 0;
        for (int step = 0; step < STEPS; step++) {
            double along = aspect * COSINE[step];
            double across = COSINE[(step + 3 * STEPS / 4) % STEPS];
            double wave = 1;
            for (int index = 1; index <= 4; index++) {
                int phase = (int) (Chance.at(shape, index, 1) * STEPS);
                double height = irregularity * Chance.at(shape, index, 2) * 0.22 / index;
                wave += height * COSINE[(2 * index * step + phase) % STEPS];
            }
            radius[step] = aspect / Math.sqrt(along * along + across * across) * wave;
            longest = Math.max(longest, radius[step]);
        }
        double area = 0;
        for (int step = 0; step < STEPS; step++) {
            radius[step] = radius[step] / longest / 2;
            area += radius[step] * radius[step];
        }
        this.areaFactor = area * StrictMath.PI / STEPS;
    }

    /** Area over the square of the long diameter. */
    public double areaFactor() {
        return areaFactor;
    }

    /** Where a place lies: 0 in the centre, 1 on the outline, more outside; for a lesion of this long diameter. */
    double at(double x, double y, double diameter) {
        double distance = Math.sqrt(x * x + y * y);
        double turn = turn(x, y) * STEPS;
        int step = (int) turn;
        double part = turn - step;
        double edge = radius[step % STEPS] * (1 - part) + radius[(step + 1) % STEPS] * part;
        return distance / (edge * diameter);
    }

    /** The direction as a share of a whole turn; a rational approximation, right to a tenth of a degree. */
    static double turn(double x, double y) {
        double ax = Math.abs(x);
        double ay = Math.abs(y);
        double high = Math.max(ax, ay);
        if (high == 0) {
            return 0;
        }
        double z = Math.min(ax, ay) / high;
        double angle = z * (0.7853981633974483 + 0.273 * (1 - z)) / (2 * 3.141592653589793);
        if (ay > ax) {
            angle = 0.25 - angle;
        }
        if (x < 0) {
            angle = 0.5 - angle;
        }
        return y < 0 ? (1 - angle) % 1 : angle;
    }
}

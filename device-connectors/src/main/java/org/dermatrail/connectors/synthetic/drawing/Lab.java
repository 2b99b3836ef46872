package org.dermatrail.connectors.synthetic.drawing;

/**
 * A colour as CIE 1976 L*a*b* under D65. Immutable.
 *
 * @param lightness L*, 0 to 100
 * @param a from green to red
 * @param b from blue to yellow
 */
public record Lab(double lightness, double a, double b) {

    private static final double LEAST = 2;

    /** The same, darker by so much of L*. */
    public Lab darker(double by) {
        return new Lab(Math.max(LEAST, lightness - by), a, b);
    }

    /** The same, redder by so much of a*. */
    public Lab redder(double by) {
        return new Lab(lightness, a + by, b);
    }

    /** As red, green and blue of sRGB, each 0 to 255, clipped to what sRGB has. */
    public double[] toRgb() {
        double fy = (lightness + 16) / 116;
        double x = 0.95047 * cube(fy + a / 500);
        double y = cube(fy);
        double z = 1.08883 * cube(fy - b / 200);
        return new double[] {
            gamma(3.2406 * x - 1.5372 * y - 0.4986 * z),
            gamma(-0.9689 * x + 1.8758 * y + 0.0415 * z),
            gamma(0.0557 * x - 0.2040 * y + 1.0570 * z)
        };
    }

    private static double cube(double f) {
        return f > 6.0 / 29 ? f * f * f : 3 * (6.0 / 29) * (6.0 / 29) * (f - 4.0 / 29);
    }

    private static double gamma(double linear) {
        double clipped = Math.clamp(linear, 0, 1);
        return 255 * (clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * StrictMath.pow(clipped, 1 / 2.4) - 0.055);
    }
}

package org.dermatrail.connectors.synthetic.drawing;

/** Hair and ruler, laid over a picture from above. */
final class Overlay {

    private static final double[] HAIR = {38, 28, 22};
    private static final double[] PAPER = {238, 238, 232};
    private static final double[] INK = {20, 20, 24};
    private static final double HAIR_MM = 0.07;

    private Overlay() {}

    /** Lays hairs over it: curves of a tenth of a millimetre, as wide as that at this scale but never thinner than seen. */
    static void hairs(Canvas canvas, Scene scene) {
        double widthPx = Math.max(0.7, HAIR_MM / scene.spacingMm());
        for (int hair = 0; hair < scene.clutter().hairs(); hair++) {
            long seed = scene.grain() + 1000L * hair;
            double x0 = Chance.between(seed, 1, -20, canvas.width() + 20);
            double y0 = Chance.between(seed, 2, -20, canvas.height() + 20);
            double x2 = x0 + Chance.between(seed, 3, -160, 160);
            double y2 = y0 + Chance.between(seed, 4, -120, 120);
            double x1 = (x0 + x2) / 2 + Chance.between(seed, 5, -50, 50);
            double y1 = (y0 + y2) / 2 + Chance.between(seed, 6, -50, 50);
            int steps = 300;
            for (int step = 0; step <= steps; step++) {
                double t = (double) step / steps;
                double u = 1 - t;
                dot(
                        canvas,
                        u * u * x0 + 2 * u * t * x1 + t * t * x2,
                        u * u * y0 + 2 * u * t * y1 + t * t * y2,
                        widthPx);
            }
        }
    }

    private static void dot(Canvas canvas, double x, double y, double widthPx) {
        int reach = (int) Math.ceil(widthPx);
        for (int dy = -reach; dy <= reach; dy++) {
            for (int dx = -reach; dx <= reach; dx++) {
                double ox = Math.floor(x) + dx + 0.5 - x;
                double oy = Math.floor(y) + dy + 0.5 - y;
                double share = Math.clamp(widthPx / 2 + 0.5 - Math.sqrt(ox * ox + oy * oy), 0, 1);
                canvas.cover((int) Math.floor(x) + dx, (int) Math.floor(y) + dy, HAIR, share * 0.5);
            }
        }
    }

    /** Lays a ruler along the lower edge: a tick a millimetre, longer every five and ten, as long as they truly are. */
    static void ruler(Canvas canvas, Scene scene) {
        int top = canvas.height() - canvas.height() / 10;
        double everyMm = scene.spacingMm() > 0.4 ? 10 : 1;
        double everyPx = everyMm / scene.spacingMm();
        for (int y = top; y < canvas.height(); y++) {
            for (int x = 0; x < canvas.width(); x++) {
                canvas.cover(x, y, PAPER, 0.92);
            }
        }
        for (int tick = 0; tick * everyPx < canvas.width(); tick++) {
            int length = (canvas.height() - top) * (tick % 10 == 0 ? 9 : tick % 5 == 0 ? 6 : 4) / 10;
            int x = (int) (tick * everyPx);
            for (int y = top; y < top + length; y++) {
                canvas.cover(x, y, INK, 0.9);
            }
        }
    }
}

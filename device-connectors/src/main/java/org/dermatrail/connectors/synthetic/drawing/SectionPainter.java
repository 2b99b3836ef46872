package org.dermatrail.connectors.synthetic.drawing;

import org.dermatrail.connectors.synthetic.drawing.Scene.Look;
import org.dermatrail.connectors.synthetic.drawing.Scene.View;

/** Paints what is seen in grey: cells from above, and sections downwards from the surface. Used for one scene. */
final class SectionPainter {

    private static final double CELL_MM = 0.022;
    private static final double EPIDERMIS_MM = 0.12;
    private static final double DERMIS_MM = 1.8;
    private static final double DEEPEST_MM = 2.5;
    private static final double SURFACE_SHARE = 0.12;
    private static final double OCT_PENETRATION_MM = 0.55;

    private final Scene scene;

    SectionPainter(Scene scene) {
        this.scene = scene;
    }

    void paint(Canvas canvas) {
        for (int y = 0; y < canvas.height(); y++) {
            // What depends on the depth alone is worked out once a row.
            double depthMm = (y - canvas.height() * SURFACE_SHARE) * scene.spacingMm();
            double fading = StrictMath.exp(-Math.max(0, depthMm) / OCT_PENETRATION_MM);
            for (int x = 0; x < canvas.width(); x++) {
                double acrossMm = (x + 0.5 - canvas.width() / 2.0 - scene.pose().rightPx()) * scene.spacingMm();
                canvas.grey(
                        x,
                        y,
                        switch (scene.view()) {
                            case ULTRASOUND -> echo(x, y, acrossMm, depthMm);
                            case TOMOGRAPHIC -> backscatter(x, y, acrossMm, depthMm, fading);
                            default -> cells(x, y);
                        });
            }
        }
    }

    /** Honeycomb of keratinocytes; within an atypical lesion bright round cells lie scattered in it. */
    private double cells(int x, int y) {
        double ax = x * scene.spacingMm() / CELL_MM;
        double ay = y * scene.spacingMm() / CELL_MM;
        var look = scene.look();
        long seed = scene.grain();
        double border = Chance.fromBorder(seed, ax, ay);
        double value = 45 + 110 * Math.clamp(0.9 - 4 * border, 0, 1);
        if (look != null && look.pattern() != Scene.Pattern.PATCH) {
            boolean atypical = look.pattern() == Scene.Pattern.ATYPICAL;
            double nest = Chance.fromBorder(look.shape(), ax / 3.5, ay / 3.5);
            double bright = Math.clamp((nest - (atypical ? 0.35 : 0.6)) * 5, 0, 1);
            value += bright * (atypical ? 150 : 80) * (0.6 + 0.4 * Chance.smooth(look.shape(), ax, ay));
        }
        return value * (1 + 0.25 * Chance.smooth(seed + 2, ax / 6, ay / 6));
    }

    /** Entry echo, bright dermis with speckle, dark lesion below the surface, dark fat. */
    private double echo(int x, int y, double acrossMm, double depthMm) {
        double surface = 0.15 * Chance.smooth(scene.grain(), acrossMm / 3, 0);
        double below = depthMm - surface;
        double speckle = 0.35 + 1.3 * Chance.at(scene.grain(), x / 2, y);
        if (below < 0) {
            return 6 * speckle;
        }
        if (below < EPIDERMIS_MM) {
            return 215 * (0.8 + 0.2 * speckle);
        }
        double tissue = below < DERMIS_MM ? 120 : 38 + 20 * Chance.smooth(scene.grain() + 4, acrossMm, below * 2);
        return (tissue + (22 - tissue) * lesionIn(acrossMm, below)) * speckle;
    }

    /** Bright surface, darker epidermis, bright dermis that fades with depth, dark nests of a lesion. */
    private double backscatter(int x, int y, double acrossMm, double depthMm, double fading) {
        double surface = 0.05 * Chance.smooth(scene.grain(), acrossMm / 1.5, 0);
        double below = depthMm - surface;
        double speckle = 0.5 + Chance.at(scene.grain(), x, y);
        if (below < 0) {
            return 8 * speckle;
        }
        if (below < 0.02) {
            return 225;
        }
        double tissue = below < EPIDERMIS_MM ? 105 : 175;
        return (tissue + (45 - tissue) * lesionIn(acrossMm, below)) * fading * speckle;
    }

    /** How much of the lesion is there: as wide as its diameter; a spread-out disease is no mass in a section. */
    private double lesionIn(double acrossMm, double belowMm) {
        Look look = scene.look();
        if (look == null) {
            return 0;
        }
        double depthShare =
                switch (look.pattern()) {
                    case PATCH, PLAQUES, PAPULES -> 0;
                    case KERATOTIC -> 0.06;
                    default -> scene.view() == View.ULTRASOUND ? 0.25 : 0.125;
                };
        if (depthShare == 0) {
            return 0;
        }
        double dx = acrossMm / (look.diameterLongMm() / 2);
        double dy = (belowMm - EPIDERMIS_MM) / Math.min(DEEPEST_MM, look.diameterLongMm() * depthShare);
        return Math.clamp((1 - Math.sqrt(dx * dx + dy * dy)) * 6, 0, 1);
    }
}

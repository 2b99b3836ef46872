package org.dermatrail.connectors.synthetic.drawing;

import org.dermatrail.connectors.synthetic.drawing.Scene.Look;
import org.dermatrail.connectors.synthetic.drawing.Scene.Pattern;
import org.dermatrail.connectors.synthetic.drawing.Scene.View;
import org.jspecify.annotations.Nullable;

/** Paints skin and lesion from above, in colour. Used by one thread, for one scene. */
final class SkinPainter {

    private static final double NETWORK_MM = 0.32;
    private static final double GLOBULE_MM = 0.45;
    private static final double DOT_MM = 0.9;
    private static final double PLAQUE_MM = 34;
    private static final double PAPULE_MM = 9;

    private final Scene scene;
    private final @Nullable Look look;
    private final boolean close;
    private final double[] skin;
    private final double[] lesion;
    private final double[] dark;
    private final double[] veil;
    private final double cosine;
    private final double sine;
    private final double softMm;
    private final double[] mixed = new double[3];

    SkinPainter(Scene scene) {
        this.scene = scene;
        this.look = scene.look();
        this.close = scene.view() == View.DERMOSCOPIC;
        this.skin = scene.skin().toRgb();
        var colour = look == null ? scene.skin() : look.colour();
        this.lesion = colour.toRgb();
        this.dark = colour.darker(16).toRgb();
        this.veil = new Lab(colour.lightness() + 14, -2, -10).toRgb();
        double turn = StrictMath.toRadians(scene.pose().turnDegrees());
        this.cosine = StrictMath.cos(turn);
        this.sine = StrictMath.sin(turn);
        this.softMm = softness();
    }

    private double softness() {
        if (look == null) {
            return 1;
        }
        return switch (look.pattern()) {
            case KERATOTIC -> 0.12;
            case PATCH -> 5;
            case ATYPICAL -> 0.35;
            default -> 0.5;
        };
    }

    void paint(Canvas canvas) {
        double middleX = scene.widthPx() / 2.0 + scene.pose().rightPx();
        double middleY = scene.heightPx() / 2.0 + scene.pose().downPx();
        for (int y = 0; y < scene.heightPx(); y++) {
            for (int x = 0; x < scene.widthPx(); x++) {
                double dx = (x + 0.5 - middleX) * scene.spacingMm();
                double dy = (y + 0.5 - middleY) * scene.spacingMm();
                skinAt(dx, dy);
                if (look != null) {
                    lesionAt(look, cosine * dx + sine * dy, cosine * dy - sine * dx);
                }
                if (close) {
                    vignette(x, y);
                }
                canvas.set(x, y, mixed[0], mixed[1], mixed[2]);
            }
        }
    }

    private void skinAt(double x, double y) {
        double scale = close ? 1.6 : 9;
        double texture = 0.03 * Chance.smooth(scene.grain(), x / scale, y / scale)
                + 0.02 * Chance.smooth(scene.grain() + 3, x / scale * 4, y / scale * 4);
        for (int channel = 0; channel < 3; channel++) {
            mixed[channel] = skin[channel] * (1 + texture);
        }
    }

    private void lesionAt(Look what, double x, double y) {
        double share =
                switch (what.pattern()) {
                    case PLAQUES -> spots(what, x, y, PLAQUE_MM, 0.22);
                    case PAPULES -> spots(what, x, y, PAPULE_MM, 0.42);
                    default -> inside(what, x, y);
                };
        if (share <= 0) {
            return;
        }
        double depth = structure(what, x, y);
        double light = depth > 0 ? 0 : -depth;
        double heavy = Math.max(0, depth);
        for (int channel = 0; channel < 3; channel++) {
            double colour = lesion[channel] + (dark[channel] - lesion[channel]) * heavy;
            double pale = skin[channel] + (255 - skin[channel]) * 0.25;
            colour += (pale - colour) * light;
            mixed[channel] += (colour - mixed[channel]) * share;
        }
        if (what.pattern() == Pattern.ATYPICAL) {
            double size = what.diameterLongMm();
            double blue = Chance.smooth(what.shape() + 17, x / size * 3 + 5, y / size * 3) - 0.35;
            if (blue > 0) {
                for (int channel = 0; channel < 3; channel++) {
                    mixed[channel] += (veil[channel] - mixed[channel]) * Math.min(0.6, blue * 1.6) * share;
                }
            }
        }
    }

    /** 1 inside the outline, 0 outside, half on the outline itself. */
    private double inside(Look what, double x, double y) {
        double at = what.outline().at(x, y, what.diameterLongMm());
        double beyondMm = at < 1e-9 ? -1 : Math.sqrt(x * x + y * y) * (1 - 1 / at);
        return Math.clamp(0.5 - beyondMm / softMm, 0, 1);
    }

    /** Many spots over the whole picture, the nearer the middle of a cell the more. */
    private static double spots(Look what, double x, double y, double everyMm, double above) {
        return Math.clamp((Chance.fromBorder(what.shape(), x / everyMm, y / everyMm) - above) * 6, 0, 1);
    }

    /** From -1, paler than the lesion, to 1, darker than it. */
    private double structure(Look what, double x, double y) {
        long shape = what.shape();
        double size = Math.max(1, what.diameterLongMm());
        double cloud = Chance.smooth(shape + 5, x / size * 4, y / size * 4);
        return switch (what.pattern()) {
            case NETWORK -> close ? lines(shape, x, y, NETWORK_MM) * 0.9 + cloud * 0.15 : cloud * 0.3;
            case GLOBULES -> close ? globules(shape, x, y) * 0.9 + cloud * 0.15 : cloud * 0.3;
            case ATYPICAL ->
                (close ? lines(shape, x + cloud * 0.3, y, NETWORK_MM * (1.3 + 0.5 * cloud)) * (0.5 + 0.5 * cloud) : 0)
                        + (cloud > 0.15 ? (cloud - 0.15) * 2.2 : cloud * 0.5);
            case KERATOTIC -> cloud * 0.5 - (Chance.fromBorder(shape, x / DOT_MM, y / DOT_MM) > 0.62 ? 0.8 : 0);
            case VASCULAR ->
                -0.35 + (Math.abs(Chance.smooth(shape + 9, x / size * 5, y / size * 5)) < 0.06 ? 0.9 : 0) + cloud * 0.2;
            case PATCH -> cloud * 0.35;
            case PLAQUES -> Chance.smooth(shape + 7, x / 2.5, y / 2.5) > 0.3 ? -0.6 : cloud * 0.3;
            case PAPULES -> cloud * 0.3;
        };
    }

    /** Dark lines around pale holes. */
    private static double lines(long shape, double x, double y, double everyMm) {
        return Math.clamp(0.75 - 2.4 * Chance.fromBorder(shape, x / everyMm, y / everyMm), -0.2, 1);
    }

    private static double globules(long shape, double x, double y) {
        return Math.clamp((Chance.fromBorder(shape, x / GLOBULE_MM, y / GLOBULE_MM) - 0.3) * 5, -0.1, 1);
    }

    /** The round field of a dermoscope. */
    private void vignette(int x, int y) {
        double dx = (x + 0.5) / scene.widthPx() - 0.5;
        double dy = (y + 0.5 - scene.heightPx() / 2.0) / scene.widthPx();
        double distance = dx * dx + dy * dy;
        double lit = Math.clamp((0.27 - distance) * 14, 0.06, 1) * (1 - 0.25 * distance);
        for (int channel = 0; channel < 3; channel++) {
            mixed[channel] *= lit;
        }
    }
}

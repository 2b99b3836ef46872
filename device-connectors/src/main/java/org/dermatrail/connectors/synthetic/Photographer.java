package org.dermatrail.connectors.synthetic;

import java.util.Map;
import org.dermatrail.connectors.synthetic.Draws.Purpose;
import org.dermatrail.connectors.synthetic.drawing.Outline;
import org.dermatrail.connectors.synthetic.drawing.Scene;
import org.dermatrail.connectors.synthetic.drawing.Scene.Clutter;
import org.dermatrail.connectors.synthetic.drawing.Scene.Light;
import org.dermatrail.connectors.synthetic.drawing.Scene.Look;
import org.dermatrail.connectors.synthetic.drawing.Scene.Pattern;
import org.dermatrail.connectors.synthetic.drawing.Scene.Pose;
import org.dermatrail.connectors.synthetic.drawing.Scene.View;
import org.jspecify.annotations.Nullable;

/**
 * Decides how each capture is taken: pose, light, focus, hair, ruler.
 *
 * <p>Law: depends on the settings' seed, the participant and the place of the capture alone. Thread-safe.
 */
final class Photographer {

    private static final int MOST_ROWS = 1 << 20;
    private static final int WIDTH_PX = 400;
    private static final double DARK_GAIN = 0.14;
    private static final Map<String, View> VIEWS = Map.of(
            "XC", View.CLINICAL,
            "DMS", View.DERMOSCOPIC,
            "CFM", View.CONFOCAL,
            "US", View.ULTRASOUND,
            "OCT", View.TOMOGRAPHIC);

    private final long seed;

    Photographer(long seed) {
        this.seed = seed;
    }

    /** The scene of a participant's capture. */
    Scene scene(MachineRow row, int place) {
        var draws = Draws.of(seed, Purpose.PICTURE, (long) row.person().index() * MOST_ROWS + place);
        var view = VIEWS.getOrDefault(row.device().modality().code(), View.CLINICAL);
        var pose = new Pose(
                LesionKind.rounded(view.isGrey() ? 0 : draws.between(-180, 180)),
                LesionKind.rounded(draws.between(-30, 30)),
                LesionKind.rounded(draws.between(-20, 20)));
        var light = new Light(
                LesionKind.rounded(row.flaw() == PictureFlaw.DARK ? DARK_GAIN : draws.between(0.88, 1.08)),
                LesionKind.rounded(view.isGrey() ? 0 : draws.between(-0.18, 0.18)),
                LesionKind.rounded(view.isGrey() ? 0 : draws.between(-0.05, 0.05)),
                view.isGrey() ? 2 : draws.whole(2, 4),
                row.flaw() == PictureFlaw.BLURRED ? draws.whole(4, 8) : 0);
        int hairs = view.isGrey() || !draws.chance(0.45) ? 0 : draws.whole(2, 12);
        boolean ruler = view == View.CLINICAL && draws.chance(0.4);
        return new Scene(
                view,
                WIDTH_PX,
                height(view, row.device()),
                row.spacingMm(),
                row.person().skinColour(),
                look(row),
                pose,
                light,
                new Clutter(hairs, ruler),
                draws.seed());
    }

    private static int height(View view, SyntheticDevice device) {
        return switch (view) {
            case CONFOCAL -> WIDTH_PX;
            case ULTRASOUND, TOMOGRAPHIC -> (int) Math.round(device.depthMm() / device.spacingMm());
            default -> WIDTH_PX * 3 / 4;
        };
    }

    private static @Nullable Look look(MachineRow row) {
        var lesion = row.lesion();
        if (lesion == null) {
            return null;
        }
        return new Look(
                pattern(lesion),
                new Outline(lesion.aspect(), lesion.irregularity(), lesion.shape()),
                lesion.diameterLongMm(row.day()),
                lesion.colourOn(row.day()),
                lesion.shape());
    }

    private static Pattern pattern(TrueLesion lesion) {
        return switch (lesion.kind()) {
            case NAEVUS -> (lesion.shape() & 1) == 0 ? Pattern.NETWORK : Pattern.GLOBULES;
            case MELANOMA -> Pattern.ATYPICAL;
            case SEBORRHOEIC_KERATOSIS -> Pattern.KERATOTIC;
            case BASAL_CELL_CARCINOMA -> Pattern.VASCULAR;
            case MELASMA -> Pattern.PATCH;
            case PSORIASIS -> Pattern.PLAQUES;
            case ACNE -> Pattern.PAPULES;
        };
    }
}

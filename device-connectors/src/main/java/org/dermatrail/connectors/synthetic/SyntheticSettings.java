package org.dermatrail.connectors.synthetic;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What synthetic study is wanted. The same settings give the same bytes.
 *
 * @param seed what all chance comes from, 0 to {@value #LARGEST_SEED}
 * @param participants how many people, 1 to {@value #MOST_PARTICIPANTS}
 * @param centres how many centres, 1 to {@value #MOST_CENTRES}
 * @param densityPermille lesions a participant has on average, in thousandths of the usual {@value #LESIONS_EACH}
 * @param pictures whether pictures are drawn
 */
public record SyntheticSettings(long seed, int participants, int centres, int densityPermille, boolean pictures) {

    /** Largest seed; longer ones would not fit into the code of a study. */
    public static final long LARGEST_SEED = 999_999_999_999L;

    /** Most participants. */
    public static final int MOST_PARTICIPANTS = 9_999_999;

    /** Most centres. */
    public static final int MOST_CENTRES = 99;

    /** Centres where nothing else is asked for. */
    public static final int USUAL_CENTRES = 4;

    /** Lesions a participant has on average at the usual density. */
    public static final int LESIONS_EACH = 6;

    /** Density where nothing else is asked for. */
    public static final int USUAL_DENSITY = 1000;

    /** Captures a participant has on average at the usual density; measured, and held by a test. */
    public static final double CAPTURES_EACH = 14.7;

    /** Further captures that each lesion brings; the others come with the participant. */
    private static final double CAPTURES_A_LESION = 2.1;

    private static final int LEAST_DENSITY = 200;
    private static final int MOST_DENSITY = 10_000;

    /** Refuses what cannot be made. */
    public SyntheticSettings {
        refuseOutside("seed", seed, 0, LARGEST_SEED);
        refuseOutside("participants", participants, 1, MOST_PARTICIPANTS);
        refuseOutside("centres", centres, 1, MOST_CENTRES);
        if (densityPermille < LEAST_DENSITY || densityPermille > MOST_DENSITY) {
            throw new SynthesisRefused(
                    "CAPTURES_OUT_OF_REACH",
                    "That many captures cannot be had of that many participants; ask for between %.0f and %.0f captures a participant."
                            .formatted(capturesEach(LEAST_DENSITY), capturesEach(MOST_DENSITY)));
        }
    }

    /**
     * Settings for so many participants and, where given, about so many captures in all.
     *
     * @throws SynthesisRefused where that cannot be made
     */
    public static SyntheticSettings of(
            long seed, @Nullable Integer participants, @Nullable Long capturesAbout, int centres, boolean pictures) {
        if (capturesAbout != null) {
            refuseOutside("captures", capturesAbout, 1, Integer.MAX_VALUE);
        } else if (participants == null) {
            throw new SynthesisRefused(
                    "SIZE_MISSING", "Say how large the study is to be: name participants, or captures, or both.");
        }
        if (participants == null && capturesAbout != null) {
            return new SyntheticSettings(
                    seed,
                    (int) Math.max(1, Math.round(capturesAbout / CAPTURES_EACH)),
                    centres,
                    USUAL_DENSITY,
                    pictures);
        }
        int people = Objects.requireNonNull(participants);
        refuseOutside("participants", people, 1, MOST_PARTICIPANTS);
        double more = capturesAbout == null ? 0 : capturesAbout / (double) people - CAPTURES_EACH;
        long density = Math.round((1 + more / CAPTURES_A_LESION / LESIONS_EACH) * USUAL_DENSITY);
        return new SyntheticSettings(seed, people, centres, Math.clamp(density, 0, Integer.MAX_VALUE), pictures);
    }

    /** Code of the study and issuer of its ids: studies that may differ under equal ids have different ones. */
    public String code() {
        return "synthetic-" + seed
                + (centres == USUAL_CENTRES ? "" : "-c" + centres)
                + (densityPermille == USUAL_DENSITY ? "" : "-d" + densityPermille);
    }

    /** Lesions a participant has on average. */
    double lesionsEach() {
        return LESIONS_EACH * (densityPermille / (double) USUAL_DENSITY);
    }

    private static double capturesEach(int densityPermille) {
        double lesions = LESIONS_EACH * (densityPermille / (double) USUAL_DENSITY);
        return CAPTURES_EACH + (lesions - LESIONS_EACH) * CAPTURES_A_LESION;
    }

    private static void refuseOutside(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new SynthesisRefused(
                    "NUMBER_OUT_OF_RANGE",
                    "'%s' is %d; choose a number from %d to %d.".formatted(what, value, least, most));
        }
    }
}

package org.dermatrail.connectors.synthetic;

import java.util.List;
import org.dermatrail.domain.anatomy.AnatomicSite;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.dermatrail.domain.lesion.Extent;

/** The kinds of lesions a synthetic participant may have, how large they are and by which law they change. */
enum LesionKind {
    /** Stays as it is. */
    NAEVUS(DiagnosisCode.NV, Extent.FOCAL),
    /** Grows by the law of Gompertz until it is excised. */
    MELANOMA(DiagnosisCode.MEL, Extent.FOCAL),
    /** Grows slowly and steadily. */
    SEBORRHOEIC_KERATOSIS(DiagnosisCode.BKL, Extent.FOCAL),
    /** Grows slowly by a share of itself. */
    BASAL_CELL_CARCINOMA(DiagnosisCode.BCC, Extent.FOCAL),
    /** An area of the face that darkens and widens with the summer. */
    MELASMA(DiagnosisCode.MELASMA, Extent.REGIONAL),
    /** Plaques over much of the body, in flares. */
    PSORIASIS(DiagnosisCode.PSORIASIS, Extent.GENERALISED),
    /** Over face or trunk, in flares. */
    ACNE(DiagnosisCode.ACNE, Extent.GENERALISED);

    private static final double YEAR = 365.25;

    private final DiagnosisCode code;
    private final Extent extent;

    LesionKind(DiagnosisCode code, Extent extent) {
        this.code = code;
        this.extent = extent;
    }

    DiagnosisCode code() {
        return code;
    }

    Extent extent() {
        return extent;
    }

    List<AnatomicSite> places() {
        return switch (this) {
            case NAEVUS, MELANOMA -> Places.ANYWHERE;
            case SEBORRHOEIC_KERATOSIS, BASAL_CELL_CARCINOMA -> Places.TRUNK_AND_HEAD;
            case MELASMA -> Places.FACE;
            case PSORIASIS -> Places.BODY;
            case ACNE -> Places.UPPER_BODY;
        };
    }

    boolean isFocal() {
        return extent == Extent.FOCAL;
    }

    /** Whether a clinician who recognises it has it removed. */
    boolean isMalignant() {
        return this == MELANOMA || this == BASAL_CELL_CARCINOMA;
    }

    /** Draws the kind of a further lesion of a person. */
    static LesionKind of(Person person, Draws draws) {
        boolean old = person.ageYears() >= 45;
        boolean fair = person.skinType() <= 3;
        boolean woman = person.isFemale();
        return values()[
                draws.weighted(
                        0.62,
                        fair ? 0.06 : 0.03,
                        old ? 0.20 : 0.03,
                        old ? (fair ? 0.10 : 0.05) : 0.01,
                        woman && !fair ? 0.07 : 0.02,
                        0.03,
                        person.ageYears() < 35 ? 0.08 : 0.01)];
    }

    /** Draws the law a lesion of this kind follows. */
    GrowthLaw law(Draws draws) {
        return switch (this) {
            case NAEVUS -> new GrowthLaw.Steady(rounded(Math.clamp(draws.around(4.2, 0.35), 2, 12)));
            case MELANOMA ->
                new GrowthLaw.Gompertz(
                        rounded(draws.between(3.0, 6.5)),
                        rounded(draws.between(16, 34)),
                        rounded(draws.between(0.0008, 0.0030)));
            case SEBORRHOEIC_KERATOSIS ->
                new GrowthLaw.Linear(rounded(draws.between(5, 14)), rounded(draws.between(0.0004, 0.0020)));
            case BASAL_CELL_CARCINOMA ->
                new GrowthLaw.Exponential(rounded(draws.between(3, 8)), rounded(draws.between(0.0004, 0.0009)));
            case MELASMA ->
                new GrowthLaw.Periodic(
                        rounded(draws.between(8, 45)),
                        rounded(draws.between(0.10, 0.35)),
                        YEAR,
                        rounded(draws.between(0, YEAR)));
            case PSORIASIS -> flares(draws, draws.between(150, 2500), 140, 400);
            case ACNE -> flares(draws, draws.between(60, 500), 40, 120);
        };
    }

    private static GrowthLaw flares(Draws draws, double areaCm2, double shortest, double longest) {
        double period = draws.between(shortest, longest);
        return new GrowthLaw.Periodic(
                rounded(areaCm2),
                rounded(draws.between(0.25, 0.75)),
                rounded(period),
                rounded(draws.between(0, period)));
    }

    /** Six decimals, so that the truth as written is the truth as used. */
    static double rounded(double value) {
        return Math.rint(value * 1e6) / 1e6;
    }

    /** Where lesions of a kind are found. */
    private static final class Places {
        static final List<AnatomicSite> ANYWHERE = List.of(
                AnatomicSite.BACK,
                AnatomicSite.CHEST,
                AnatomicSite.ABDOMEN,
                AnatomicSite.FACE,
                AnatomicSite.NECK,
                AnatomicSite.SCALP,
                AnatomicSite.UPPER_EXTREMITY,
                AnatomicSite.LOWER_EXTREMITY,
                AnatomicSite.HAND,
                AnatomicSite.FOOT);
        static final List<AnatomicSite> TRUNK_AND_HEAD = List.of(
                AnatomicSite.BACK, AnatomicSite.CHEST, AnatomicSite.FACE, AnatomicSite.NECK, AnatomicSite.SCALP);
        static final List<AnatomicSite> FACE = List.of(AnatomicSite.FACE);
        static final List<AnatomicSite> BODY =
                List.of(AnatomicSite.TRUNK, AnatomicSite.UPPER_EXTREMITY, AnatomicSite.LOWER_EXTREMITY);
        static final List<AnatomicSite> UPPER_BODY = List.of(AnatomicSite.FACE, AnatomicSite.BACK, AnatomicSite.CHEST);
    }
}

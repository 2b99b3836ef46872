package org.dermatrail.connectors.synthetic;

import org.dermatrail.connectors.synthetic.drawing.Lab;
import org.dermatrail.connectors.synthetic.drawing.Outline;
import org.dermatrail.domain.anatomy.AnatomicSite;
import org.dermatrail.domain.anatomy.Laterality;

/**
 * A lesion as it truly is.
 *
 * @param id id that the centre uses
 * @param kind what it is
 * @param place where
 * @param side on which side
 * @param law how its size follows from the day
 * @param aspect short diameter over long diameter of the ellipse that the outline is bent from
 * @param irregularity 0 for an even outline, 1 for a very uneven one
 * @param colour its colour on day 0
 * @param darkeningPerYear L* lost a year
 * @param shape seed of its outline, the same in every picture of it
 * @param areaFactor area over the square of the long diameter, which follows from the outline
 */
record TrueLesion(
        String id,
        LesionKind kind,
        AnatomicSite place,
        Laterality side,
        GrowthLaw law,
        double aspect,
        double irregularity,
        Lab colour,
        double darkeningPerYear,
        long shape,
        double areaFactor) {

    private static final double YEAR = 365.25;
    private static final double MM2_IN_CM2 = 100;

    /** Long diameter in millimetres; of an area that of its outline. */
    double diameterLongMm(int day) {
        return kind.isFocal() ? law.sizeOn(day) : StrictMath.sqrt(areaMm2(day) / areaFactor);
    }

    /** Area in square millimetres; of a focal lesion that of its outline. */
    double areaMm2(int day) {
        double size = law.sizeOn(day);
        return kind.isFocal() ? areaFactor * size * size : size * MM2_IN_CM2;
    }

    /** Colour on a day. */
    Lab colourOn(int day) {
        return colour.darker(darkeningPerYear * day / YEAR);
    }

    /** Draws a lesion of a person. */
    static TrueLesion of(Person person, int number, LesionKind kind, Draws draws) {
        var place = draws.pick(kind.places());
        var side = kind == LesionKind.PSORIASIS || kind == LesionKind.ACNE || draws.chance(0.05)
                ? Laterality.BILATERAL
                : draws.chance(0.08) ? Laterality.MIDLINE : draws.chance(0.5) ? Laterality.LEFT : Laterality.RIGHT;
        var law = kind.law(draws);
        double aspect = LesionKind.rounded(draws.between(kind == LesionKind.MELANOMA ? 0.55 : 0.75, 1));
        double irregularity =
                LesionKind.rounded(kind == LesionKind.MELANOMA ? draws.between(0.45, 1) : draws.between(0.02, 0.25));
        var colour = colour(person, kind, draws);
        double darkening = kind == LesionKind.MELANOMA ? LesionKind.rounded(draws.between(1, 6)) : 0;
        long shape = draws.seed();
        return new TrueLesion(
                person.id() + "-L" + number,
                kind,
                place,
                side == Laterality.BILATERAL && kind.isFocal() ? Laterality.MIDLINE : side,
                law,
                aspect,
                irregularity,
                colour,
                darkening,
                shape,
                LesionKind.rounded(new Outline(aspect, irregularity, shape).areaFactor()));
    }

    private static Lab colour(Person person, LesionKind kind, Draws draws) {
        var skin = person.skinColour();
        double darker =
                switch (kind) {
                    case NAEVUS -> draws.between(16, 28);
                    case MELANOMA -> draws.between(24, 36);
                    case SEBORRHOEIC_KERATOSIS -> draws.between(12, 26);
                    case BASAL_CELL_CARCINOMA -> draws.between(3, 9);
                    case MELASMA -> draws.between(6, 12);
                    case PSORIASIS, ACNE -> draws.between(5, 12);
                };
        double redder =
                switch (kind) {
                    case BASAL_CELL_CARCINOMA -> draws.between(6, 12);
                    case PSORIASIS, ACNE -> draws.between(10, 20);
                    default -> draws.between(0, 4);
                };
        var colour = skin.darker(darker);
        return new Lab(
                LesionKind.rounded(Math.max(8, colour.lightness())),
                LesionKind.rounded(colour.a() + redder),
                LesionKind.rounded(colour.b()));
    }
}

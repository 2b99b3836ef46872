package org.dermatrail.connectors.synthetic.drawing;

import org.jspecify.annotations.Nullable;

/**
 * What is to be drawn. Immutable.
 *
 * @param view by which kind of device
 * @param widthPx pixels across
 * @param heightPx pixels down
 * @param spacingMm millimetres a pixel, across and down
 * @param skin colour of the skin
 * @param look the lesion, or {@code null} where only skin is shown
 * @param pose where it lies
 * @param light how it is lit
 * @param clutter what else is in the picture
 * @param grain seed of noise and texture
 */
public record Scene(
        View view,
        int widthPx,
        int heightPx,
        double spacingMm,
        Lab skin,
        @Nullable Look look,
        Pose pose,
        Light light,
        Clutter clutter,
        long grain) {

    /** Kinds of devices. */
    public enum View {
        /** A photograph. */
        CLINICAL,
        /** Dermoscopy: round field, structures below the surface. */
        DERMOSCOPIC,
        /** Confocal microscopy: cells, in grey. */
        CONFOCAL,
        /** A section by ultrasound. */
        ULTRASOUND,
        /** A section by optical coherence tomography. */
        TOMOGRAPHIC;

        /** Whether it has no colour. */
        public boolean isGrey() {
            return this == CONFOCAL || this == ULTRASOUND || this == TOMOGRAPHIC;
        }
    }

    /** What a lesion looks like. */
    public enum Pattern {
        /** An even network of pigment. */
        NETWORK,
        /** Globules of pigment. */
        GLOBULES,
        /** An uneven network with blotches and a veil. */
        ATYPICAL,
        /** Sharp border, pale dots. */
        KERATOTIC,
        /** Pearly, with branching vessels. */
        VASCULAR,
        /** An area of even pigment with a soft edge. */
        PATCH,
        /** Red scaly plaques. */
        PLAQUES,
        /** Small red papules. */
        PAPULES
    }

    /**
     * A lesion.
     *
     * @param pattern what it looks like
     * @param outline its outline
     * @param diameterLongMm its long diameter
     * @param colour its colour
     * @param shape seed of its inner structure, the same in every picture of it
     */
    public record Look(Pattern pattern, Outline outline, double diameterLongMm, Lab colour, long shape) {}

    /**
     * Where the lesion lies.
     *
     * @param turnDegrees by how much it is turned, clockwise
     * @param rightPx centre of the lesion, pixels right of the middle of the picture
     * @param downPx centre of the lesion, pixels below the middle of the picture
     */
    public record Pose(double turnDegrees, double rightPx, double downPx) {}

    /**
     * How it is lit and focused.
     *
     * @param gain 1 where exposed well, less where dark
     * @param slant relative fall of light across the picture
     * @param warmth more red and less blue where above 0
     * @param noise standard size of the noise, of 255
     * @param blurPx radius of the blur, 0 where in focus
     */
    public record Light(double gain, double slant, double warmth, double noise, int blurPx) {}

    /**
     * What else is in the picture.
     *
     * @param hairs number of hairs
     * @param ruler whether a ruler with millimetres lies at the lower edge
     */
    public record Clutter(int hairs, boolean ruler) {}
}

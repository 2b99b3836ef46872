package org.dermatrail.domain.capture;

/**
 * A kind of imaging, by its DICOM code (0008,0060).
 *
 * <p>An open set: any code of two to sixteen capital letters, digits or underscores; the five below are those of
 * CID 29 that dermatology uses.
 *
 * @param code DICOM modality code
 */
public record Modality(String code) {

    /** Clinical photography. */
    public static final Modality XC = new Modality("XC");
    /** Dermoscopy. */
    public static final Modality DMS = new Modality("DMS");
    /** Reflectance confocal microscopy. */
    public static final Modality CFM = new Modality("CFM");
    /** High-frequency ultrasound. */
    public static final Modality US = new Modality("US");
    /** Optical coherence tomography of the skin. */
    public static final Modality OCT = new Modality("OCT");

    /** Refuses what cannot be a DICOM code string. */
    public Modality {
        if (!code.matches("[A-Z][A-Z0-9_]{1,15}")) {
            throw new IllegalArgumentException("'" + code + "' is not a DICOM modality code such as DMS or XC");
        }
    }

    @Override
    public String toString() {
        return code;
    }
}

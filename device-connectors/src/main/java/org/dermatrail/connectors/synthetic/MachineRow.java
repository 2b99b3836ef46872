package org.dermatrail.connectors.synthetic;

import java.util.List;
import org.dermatrail.domain.capture.AcquisitionParameter;
import org.dermatrail.domain.capture.Modality;
import org.jspecify.annotations.Nullable;

/**
 * One capture: what truly was captured, and what the centre's machine states of it.
 *
 * @param captureId id that the machine gives
 * @param participantId whose capture the machine says it is
 * @param person whose it truly is
 * @param lesion what it truly shows, or {@code null} for an overview
 * @param device device that made it
 * @param technique finer kind, or blank
 * @param day day on which it truly was made
 * @param said what the machine states of person and lesion
 * @param parameters acquisition parameters
 * @param picture name of its picture file
 * @param flaw what is wrong with its picture
 */
record MachineRow(
        String captureId,
        String participantId,
        Person person,
        @Nullable TrueLesion lesion,
        SyntheticDevice device,
        String technique,
        int day,
        Said said,
        List<AcquisitionParameter> parameters,
        String picture,
        PictureFlaw flaw) {

    /** Technique of a photograph of the whole body. */
    static final String TOTAL_BODY = "TOTAL_BODY";

    private static final double OVERVIEW_SPACING_MM = 4.5;

    /** An area is photographed from so much further away than a spot. */
    private static final double WIDE = 2.5;

    /** Millimetres a pixel of a picture that this device makes of this lesion. */
    static double spacingMm(SyntheticDevice device, String technique, @Nullable TrueLesion lesion) {
        if (technique.equals(TOTAL_BODY)) {
            return OVERVIEW_SPACING_MM;
        }
        boolean wide =
                lesion != null && !lesion.kind().isFocal() && device.modality().equals(Modality.XC);
        return wide ? device.spacingMm() * WIDE : device.spacingMm();
    }

    /** Millimetres a pixel of its picture. */
    double spacingMm() {
        return spacingMm(device, technique, lesion);
    }

    /** Whether it truly shows that lesion. */
    boolean shows(TrueLesion other) {
        return lesion != null && lesion.id().equals(other.id());
    }

    /** Whether both show the same lesion, or both none. */
    boolean showsTheSameAs(MachineRow other) {
        return lesion == null ? other.lesion == null : other.lesion != null && shows(other.lesion);
    }

    MachineRow saying(Said other) {
        return new MachineRow(
                captureId, participantId, person, lesion, device, technique, day, other, parameters, picture, flaw);
    }

    MachineRow named(String otherId) {
        return new MachineRow(
                otherId, participantId, person, lesion, device, technique, day, said, parameters, picture, flaw);
    }

    MachineRow filedUnder(String otherParticipant) {
        return new MachineRow(
                captureId, otherParticipant, person, lesion, device, technique, day, said, parameters, picture, flaw);
    }

    MachineRow spoilt(PictureFlaw by) {
        return new MachineRow(
                captureId, participantId, person, lesion, device, technique, day, said, parameters, picture, by);
    }
}

package org.dermatrail.connectors.synthetic;

import java.util.ArrayList;
import java.util.List;
import org.dermatrail.domain.capture.AcquisitionParameter;
import org.dermatrail.domain.capture.Modality;
import org.jspecify.annotations.Nullable;

/**
 * A device that does not exist, of a model that nobody sells.
 *
 * @param modality what it makes
 * @param model its model
 * @param spacingMm millimetres a pixel, across and down
 * @param parameters what it states with every capture
 */
record SyntheticDevice(Modality modality, String model, double spacingMm, List<AcquisitionParameter> parameters) {

    private static final List<SyntheticDevice> CAMERAS = List.of(
            camera("Camera A", 0.20, "RING_FLASH", "CROSS_POLARIZED"),
            camera("Camera B", 0.16, "BOUNCED_FLASH", "NONPOLARIZED"),
            camera("Camera C", 0.25, "DAYLIGHT", "NONPOLARIZED"));

    private static final List<SyntheticDevice> DERMOSCOPES = List.of(
            dermoscope("Dermoscope A", 0.050, "CONTACT", "ALCOHOL_GEL"),
            dermoscope("Dermoscope B", 0.045, "CONTACT", "WATER"),
            dermoscope("Dermoscope C", 0.060, "NON_CONTACT", null));

    private static final List<SyntheticDevice> CONFOCALS = List.of(
            new SyntheticDevice(Modality.CFM, "Confocal A", 0.00125, List.of(of("wavelength", "830", "nm"))),
            new SyntheticDevice(Modality.CFM, "Confocal B", 0.00200, List.of(of("wavelength", "785", "nm"))));

    private static final List<SyntheticDevice> ULTRASOUNDS = List.of(
            new SyntheticDevice(Modality.US, "Ultrasound A", 0.030, ultrasound("22", "0.072", "8")),
            new SyntheticDevice(Modality.US, "Ultrasound B", 0.020, ultrasound("50", "0.031", "4")),
            new SyntheticDevice(Modality.US, "Ultrasound C", 0.015, ultrasound("75", "0.021", "3")));

    private static final List<SyntheticDevice> TOMOGRAPHS = List.of(
            new SyntheticDevice(Modality.OCT, "Tomograph A", 0.015, tomograph("1300", "5.5", "2.0")),
            new SyntheticDevice(Modality.OCT, "Tomograph B", 0.010, tomograph("1305", "7.5", "1.6")));

    /** How deep it sees, in millimetres; 0 where it looks from above. */
    double depthMm() {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals("depthOfScanField"))
                .mapToDouble(parameter -> Double.parseDouble(parameter.value()))
                .findFirst()
                .orElse(0);
    }

    /** Camera of the centre of that index. */
    static SyntheticDevice camera(int centre) {
        return CAMERAS.get(centre % CAMERAS.size());
    }

    /** Dermoscope of the centre of that index. */
    static SyntheticDevice dermoscope(int centre) {
        return DERMOSCOPES.get(centre % DERMOSCOPES.size());
    }

    /** Everything else that the centre of that index has; the first has one of each. */
    static List<SyntheticDevice> others(int centre) {
        var devices = new ArrayList<SyntheticDevice>();
        if (centre % 3 != 1) {
            devices.add(CONFOCALS.get(centre % CONFOCALS.size()));
        }
        if (centre % 3 != 2) {
            devices.add(ULTRASOUNDS.get(centre % ULTRASOUNDS.size()));
        }
        if (centre % 2 == 0) {
            devices.add(TOMOGRAPHS.get(centre / 2 % TOMOGRAPHS.size()));
        }
        return List.copyOf(devices);
    }

    private static SyntheticDevice camera(String model, double spacingMm, String light, String polarization) {
        return new SyntheticDevice(
                Modality.XC,
                model,
                spacingMm,
                List.of(of("lightSource", light), of("lightSourcePolarization", polarization)));
    }

    private static SyntheticDevice dermoscope(String model, double spacingMm, String contact, @Nullable String fluid) {
        var parameters = new ArrayList<AcquisitionParameter>();
        parameters.add(of("contactMethod", contact));
        if (fluid != null) {
            parameters.add(of("immersionMedia", fluid));
        }
        return new SyntheticDevice(Modality.DMS, model, spacingMm, List.copyOf(parameters));
    }

    private static List<AcquisitionParameter> ultrasound(String frequencyMhz, String resolutionMm, String depthMm) {
        return List.of(
                of("transducerFrequency", frequencyMhz, "MHz"),
                of("axialResolution", resolutionMm, "mm"),
                of("depthOfScanField", depthMm, "mm"));
    }

    private static List<AcquisitionParameter> tomograph(String wavelengthNm, String resolutionUm, String depthMm) {
        return List.of(
                of("centerWavelength", wavelengthNm, "nm"),
                of("axialResolution", resolutionUm, "um"),
                of("depthOfScanField", depthMm, "mm"));
    }

    private static AcquisitionParameter of(String name, String value) {
        return new AcquisitionParameter(name, value, null);
    }

    private static AcquisitionParameter of(String name, String value, String unit) {
        return new AcquisitionParameter(name, value, unit);
    }
}

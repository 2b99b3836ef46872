package org.dermatrail.connectors.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dermatrail.domain.capture.Modality;
import org.jspecify.annotations.Nullable;

/**
 * A centre that does not exist, with devices and habits of its own.
 *
 * @param code its code
 * @param name its name
 * @param camera its camera
 * @param dermoscope its dermoscope
 * @param others its other devices, at most one of a kind
 * @param operators how many people operate them
 * @param delayDays mean days by which its visits come late
 * @param missRate share of follow-up visits that do not happen
 * @param restates share of later captures with which it states the diagnosis again
 * @param photographs share of dermoscopies that come with a photograph
 * @param population which of the known mixtures of skin types its participants are
 */
record Centre(
        String code,
        String name,
        SyntheticDevice camera,
        SyntheticDevice dermoscope,
        List<SyntheticDevice> others,
        int operators,
        double delayDays,
        double missRate,
        double restates,
        double photographs,
        int population) {

    private static final List<String> NAMES = List.of("North", "South", "East", "West");
    private static final List<double[]> POPULATIONS = List.of(
            new double[] {0.15, 0.40, 0.30, 0.10, 0.03, 0.02},
            new double[] {0.03, 0.15, 0.35, 0.32, 0.10, 0.05},
            new double[] {0.01, 0.06, 0.38, 0.42, 0.10, 0.03},
            new double[] {0.06, 0.20, 0.22, 0.20, 0.18, 0.14});

    /** The centres of a study. */
    static List<Centre> of(SyntheticSettings settings) {
        var centres = new ArrayList<Centre>();
        for (int index = 0; index < settings.centres(); index++) {
            centres.add(centre(settings.seed(), index));
        }
        return List.copyOf(centres);
    }

    private static Centre centre(long seed, int index) {
        var draws = Draws.of(seed, Draws.Purpose.CENTRE, index);
        boolean named = index < NAMES.size();
        var name = named ? NAMES.get(index) : "No. " + (index + 1);
        return new Centre(
                named ? name.toUpperCase(Locale.ROOT) : String.format(Locale.ROOT, "C%02d", index + 1),
                (named ? name + " centre" : "Centre " + name) + " (synthetic)",
                SyntheticDevice.camera(index),
                SyntheticDevice.dermoscope(index),
                SyntheticDevice.others(index),
                draws.whole(2, 5),
                draws.between(3, 18),
                draws.between(0.04, 0.16),
                draws.between(0.1, 0.5),
                draws.between(0.15, 0.45),
                index % POPULATIONS.size());
    }

    /** Draws the Fitzpatrick type of a participant, 1 to 6. */
    int skinType(Draws draws) {
        return 1 + draws.weighted(POPULATIONS.get(population));
    }

    /** Its device of that modality, or {@code null}. */
    @Nullable
    SyntheticDevice device(Modality modality) {
        if (modality.equals(Modality.XC)) {
            return camera;
        }
        if (modality.equals(Modality.DMS)) {
            return dermoscope;
        }
        return others.stream()
                .filter(device -> device.modality().equals(modality))
                .findFirst()
                .orElse(null);
    }

    /** All its devices. */
    List<SyntheticDevice> devices() {
        var devices = new ArrayList<>(List.of(camera, dermoscope));
        devices.addAll(others);
        return List.copyOf(devices);
    }
}

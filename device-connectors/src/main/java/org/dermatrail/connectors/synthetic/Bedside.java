package org.dermatrail.connectors.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dermatrail.connectors.synthetic.Story.Fate;
import org.dermatrail.domain.capture.AcquisitionParameter;
import org.dermatrail.domain.capture.Modality;
import org.jspecify.annotations.Nullable;

/** What is captured at the visits of one participant, as the machines would state it without errors. Used by one thread. */
final class Bedside {

    private static final String CLOSE_UP = "CLOSE_UP";

    private final Person person;
    private final Visits visits;
    private final Draws draws;
    private final List<MachineRow> rows = new ArrayList<>();
    private String operator = "";

    Bedside(Person person, Visits visits, Draws draws) {
        this.person = person;
        this.visits = visits;
        this.draws = draws;
    }

    /** All captures, in the order of visits and lesions. */
    List<MachineRow> rows(List<Fate> fates) {
        for (int visit = 0; visit < visits.days().size(); visit++) {
            int day = visits.days().get(visit);
            operator = "OP-" + person.centre().code() + "-"
                    + draws.whole(1, person.centre().operators());
            if (draws.chance(visit == 0 ? 0.15 : 0.05)) {
                capture(null, "", person.centre().camera(), MachineRow.TOTAL_BODY, day);
            }
            for (var fate : fates) {
                if (visit >= fate.firstVisit() && fate.isThereOn(day)) {
                    look(fate, day, visit == fate.firstVisit());
                }
            }
        }
        return rows;
    }

    private void look(Fate fate, int day, boolean first) {
        var centre = person.centre();
        // Once a lesion is recognised for what it is, nobody states the first impression any more.
        boolean mayRestate = fate.recognisedOn() == null || day < fate.recognisedOn();
        var impression = first || (draws.chance(centre.restates()) && mayRestate) ? fate.impression() : "";
        boolean suspect = fate.recognisedOn() != null && fate.recognisedOn() == day;
        if (!fate.lesion().kind().isFocal()) {
            if (first || draws.chance(0.85)) {
                capture(fate, impression, centre.camera(), CLOSE_UP, day);
            }
            further(fate, day, 0.08, 0, 0.1);
            return;
        }
        boolean looked = first || suspect || draws.chance(fate.followed() ? 0.75 : 0.12);
        if (!looked) {
            return;
        }
        if (draws.chance(first && !fate.followed() ? 0.88 : 0.97)) {
            capture(fate, impression, centre.dermoscope(), "", day);
            if (draws.chance(centre.photographs())) {
                capture(fate, "", centre.camera(), CLOSE_UP, day);
            }
        } else {
            capture(fate, impression, centre.camera(), CLOSE_UP, day);
        }
        if (suspect) {
            further(fate, day, 0.8, 0.7, 0.6);
        } else {
            further(fate, day, 0.03, 0.02, 0.02);
        }
    }

    private void further(Fate fate, int day, double confocal, double ultrasound, double tomography) {
        further(fate, day, Modality.CFM, confocal);
        further(fate, day, Modality.US, ultrasound);
        further(fate, day, Modality.OCT, tomography);
    }

    private void further(Fate fate, int day, Modality modality, double share) {
        var device = person.centre().device(modality);
        if (draws.chance(share) && device != null) {
            capture(fate, "", device, "", day);
        }
    }

    private void capture(@Nullable Fate fate, String diagnosis, SyntheticDevice device, String technique, int day) {
        var lesion = fate == null ? null : fate.lesion();
        var said = new Said(
                draws.chance(0.004) ? "" : Integer.toString(day),
                draws.chance(0.03) ? "" : Integer.toString(person.ageYears() + (int) (day / 365.25)),
                draws.chance(0.03) ? "" : person.sex().name(),
                lesion == null || draws.chance(0.02) ? "" : lesion.place().name(),
                lesion == null || draws.chance(0.04) ? "" : lesion.side().name(),
                diagnosis);
        var id = String.format(Locale.ROOT, "%s-C%03d", person.id(), rows.size() + 1);
        rows.add(new MachineRow(
                id,
                person.id(),
                person,
                lesion,
                device,
                technique,
                day,
                said,
                parameters(device, technique, lesion),
                id + ".png",
                PictureFlaw.NONE));
    }

    private List<AcquisitionParameter> parameters(
            SyntheticDevice device, String technique, @Nullable TrueLesion lesion) {
        var parameters = new ArrayList<AcquisitionParameter>();
        double spacing = MachineRow.spacingMm(device, technique, lesion);
        parameters.add(new AcquisitionParameter("deviceModel", device.model(), null));
        parameters.add(new AcquisitionParameter("operator", operator, null));
        parameters.add(new AcquisitionParameter("pixelSpacing", Double.toString(spacing), "mm"));
        parameters.addAll(device.parameters());
        if (device.modality().equals(Modality.DMS)) {
            boolean crossed = draws.chance(0.6);
            parameters.add(new AcquisitionParameter(
                    "lightSourcePolarization", crossed ? "CROSS_POLARIZED" : "NONPOLARIZED", null));
        }
        if (device.modality().equals(Modality.CFM)) {
            parameters.add(new AcquisitionParameter("depth", Integer.toString(5 * draws.whole(4, 24)), "um"));
        }
        return List.copyOf(parameters);
    }
}

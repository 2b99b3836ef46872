package org.dermatrail.connectors.synthetic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is true and all that is stated of one participant.
 *
 * @param person the person
 * @param visits when the person came
 * @param lesions the lesions and what became of each
 * @param rows captures in the order of visits, errors included
 * @param later what is stated later, in order, errors included
 * @param errors what was planted
 */
record Story(
        Person person,
        Visits visits,
        List<Fate> lesions,
        List<MachineRow> rows,
        List<LaterStatement> later,
        List<PlantedError> errors) {

    /**
     * What became of a lesion.
     *
     * @param lesion the lesion
     * @param firstVisit place of the visit at which it was first looked at
     * @param impression code of what the clinician took it for at first, or blank
     * @param recognisedOn day on which it was recognised for what it is and removal was planned, or {@code null}
     * @param removedOn day on which it was removed, or {@code null}
     * @param followed whether it is looked at at every visit
     */
    record Fate(
            TrueLesion lesion,
            int firstVisit,
            String impression,
            @Nullable Integer recognisedOn,
            @Nullable Integer removedOn,
            boolean followed) {

        /** Whether it is there on a day. */
        boolean isThereOn(int day) {
            return removedOn == null || day <= removedOn;
        }
    }
}

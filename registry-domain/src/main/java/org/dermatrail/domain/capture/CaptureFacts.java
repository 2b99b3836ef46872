package org.dermatrail.domain.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was stated with a capture, in plain values; see {@link StatedFacts} for the meaning of each.
 *
 * @param siteId site of the capture
 * @param modality DICOM modality code
 * @param technique finer kind, or {@code null}
 * @param day relative day, or {@code null} where undated
 * @param ageYears age in completed years, or {@code null}
 * @param sex stated sex, or {@code null}
 * @param anatomicSite stated place, or {@code null}
 * @param laterality stated side, or {@code null}
 * @param parameters acquisition parameters
 */
public record CaptureFacts(
        String siteId,
        String modality,
        @Nullable String technique,
        @Nullable Integer day,
        @Nullable Integer ageYears,
        @Nullable String sex,
        @Nullable String anatomicSite,
        @Nullable String laterality,
        List<AcquisitionParameter> parameters) {

    /**
     * One field that a correction changed.
     *
     * @param field name of the component
     * @param before value before, or {@code null} where it was absent
     * @param after value after, or {@code null} where it is absent
     */
    public record Change(
            String field, @Nullable String before, @Nullable String after) {}

    /** The fields in which {@code after} differs, in the order of the components. */
    public List<Change> changesTo(CaptureFacts after) {
        var changes = new ArrayList<Change>();
        compare(changes, "siteId", siteId, after.siteId);
        compare(changes, "modality", modality, after.modality);
        compare(changes, "technique", technique, after.technique);
        compare(changes, "day", day, after.day);
        compare(changes, "ageYears", ageYears, after.ageYears);
        compare(changes, "sex", sex, after.sex);
        compare(changes, "anatomicSite", anatomicSite, after.anatomicSite);
        compare(changes, "laterality", laterality, after.laterality);
        if (!parameters.equals(after.parameters)) {
            changes.add(new Change("parameters", inWords(parameters), inWords(after.parameters)));
        }
        return List.copyOf(changes);
    }

    private static void compare(List<Change> changes, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(new Change(
                    field, before == null ? null : before.toString(), after == null ? null : after.toString()));
        }
    }

    private static String inWords(List<AcquisitionParameter> parameters) {
        var words = new ArrayList<String>();
        for (var parameter : parameters) {
            words.add(parameter.name() + "=" + parameter.value()
                    + (parameter.unit() == null ? "" : "[" + parameter.unit() + "]"));
        }
        return String.join(";", words);
    }
}

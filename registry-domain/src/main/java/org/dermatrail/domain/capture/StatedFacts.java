package org.dermatrail.domain.capture;

import java.util.List;
import org.dermatrail.domain.anatomy.AnatomicSite;
import org.dermatrail.domain.anatomy.Laterality;
import org.dermatrail.domain.participant.Sex;
import org.dermatrail.domain.site.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * What a source states with a capture, in the registry's own words; everything here can be corrected later.
 *
 * @param siteId site of the capture
 * @param modality kind of imaging
 * @param technique finer kind, for instance {@code CLOSE_UP}, or {@code null}
 * @param day day relative to the participant's baseline, or {@code null} where undated
 * @param ageYears age at capture in completed years, or {@code null}
 * @param sex sex as stated with this capture, or {@code null}
 * @param anatomicSite place as stated with this capture, or {@code null}
 * @param laterality side as stated with this capture, or {@code null}
 * @param parameters acquisition parameters
 */
public record StatedFacts(
        SiteId siteId,
        Modality modality,
        @Nullable String technique,
        @Nullable Integer day,
        @Nullable Integer ageYears,
        @Nullable Sex sex,
        @Nullable AnatomicSite anatomicSite,
        @Nullable Laterality laterality,
        List<AcquisitionParameter> parameters) {

    /** The same in plain values, as events carry it. */
    public CaptureFacts toFacts() {
        return new CaptureFacts(
                siteId.toString(),
                modality.code(),
                technique,
                day,
                ageYears,
                sex == null ? null : sex.name(),
                anatomicSite == null ? null : anatomicSite.name(),
                laterality == null ? null : laterality.name(),
                List.copyOf(parameters));
    }
}

package org.dermatrail.gateway.edge;

import org.dermatrail.connectors.SourceCapture;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a row that other rows of the same participant or lesion can contradict.
 *
 * @param sex stated sex, or {@code null}
 * @param siteId stated site; {@code null} where the source names none, which contradicts nothing
 * @param anatomicSite stated place, or {@code null}
 * @param laterality stated side, or {@code null}
 * @param diagnosis stated diagnosis as {@code CODE/CONFIRMATION}, or {@code null}
 */
public record Stated(
        @Nullable String sex,
        @Nullable String siteId,
        @Nullable String anatomicSite,
        @Nullable String laterality,
        @Nullable String diagnosis) {

    /** What a row states. */
    public static Stated by(SourceCapture row) {
        var facts = row.facts().toFacts();
        var diagnosis = row.diagnosis();
        return new Stated(
                facts.sex(),
                row.facts().siteId().isUnknown() ? null : facts.siteId(),
                facts.anatomicSite(),
                facts.laterality(),
                diagnosis == null
                        ? null
                        : diagnosis.code().name() + "/"
                                + diagnosis.confirmation().name());
    }

    /** The same with another diagnosis. */
    public Stated withDiagnosis(@Nullable String other) {
        return new Stated(sex, siteId, anatomicSite, laterality, other);
    }
}

package org.dermatrail.projections.cohort;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of the cohort index: a capture with a lesion it shows and its participant; or a lesion without captures; or a
 * participant with neither.
 *
 * @param participantKey the participant
 * @param lesionId the lesion (never an alias), or {@code null}
 * @param captureId the capture, or {@code null}
 * @param studyId for the access filter
 * @param siteId site of enrolment, for the access filter; what is asked about is the field {@code site}
 * @param consented for the access filter
 * @param withheld whether the capture is withheld
 * @param surrogate whether the participant is a surrogate
 * @param keywords values of keyword fields; a field without values is absent
 * @param numbers values of number fields; a field without value is absent
 */
public record CohortRow(
        String participantKey,
        @Nullable String lesionId,
        @Nullable String captureId,
        String studyId,
        String siteId,
        boolean consented,
        boolean withheld,
        boolean surrogate,
        Map<CohortField, Set<String>> keywords,
        Map<CohortField, Integer> numbers) {}

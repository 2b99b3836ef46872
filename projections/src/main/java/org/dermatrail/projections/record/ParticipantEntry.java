package org.dermatrail.projections.record;

import java.util.List;
import org.dermatrail.domain.participant.Identification;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a participant.
 *
 * @param participantKey key
 * @param ordinal dense number for counting
 * @param order when enrolled
 * @param lastOrder the last event of this participant that was applied
 * @param studyId study
 * @param siteId site of enrolment
 * @param identification given or surrogate
 * @param sex as said, oldest first
 * @param status as changed, oldest first
 * @param consent basis of consent to research use as given, {@code null} where withdrawn, oldest first
 * @param discrepancyIds contradictions about this participant's data
 * @param awaiting diagnoses stated with captures that are not known yet
 * @param withLesions whether any lesion was identified
 * @param withCaptures whether any capture was recorded
 */
public record ParticipantEntry(
        String participantKey,
        int ordinal,
        long order,
        long lastOrder,
        String studyId,
        String siteId,
        String identification,
        List<Word> sex,
        List<StatusChange> status,
        List<Word> consent,
        List<String> discrepancyIds,
        List<Diagnosis> awaiting,
        boolean withLesions,
        boolean withCaptures)
        implements Entry {

    /**
     * A change of status.
     *
     * @param order when
     * @param status new status
     * @param reason why, or {@code null} at enrolment
     */
    public record StatusChange(
            long order, String status, @Nullable String reason) {}

    @Override
    public String id() {
        return participantKey;
    }

    /** Whether a surrogate stands for a person not known. */
    public boolean surrogate() {
        return Identification.SURROGATE_PER_LESION.name().equals(identification);
    }

    /** The basis of the consent in force now, or {@code null} where there is none. */
    public @Nullable String consentBasis() {
        return consent.isEmpty() ? null : consent.getLast().value();
    }

    /** Whether consent to research use is in force now; consent is never read as of an earlier moment. */
    public boolean consented() {
        return consentBasis() != null;
    }

    /** Sex as known before an order. */
    public @Nullable String sexBefore(long before) {
        var word = Entry.lastBefore(sex, before, Word::order);
        return word == null ? null : word.value();
    }

    /** Status before an order; that of enrolment at the earliest. */
    public StatusChange statusBefore(long before) {
        var change = Entry.lastBefore(status, before, StatusChange::order);
        return change == null ? status.getFirst() : change;
    }
}

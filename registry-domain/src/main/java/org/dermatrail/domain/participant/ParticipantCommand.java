package org.dermatrail.domain.participant;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.dermatrail.domain.site.SiteId;
import org.jspecify.annotations.Nullable;

/** What can be asked of a participant. */
public sealed interface ParticipantCommand {

    /** The participant's key. */
    @TargetAggregateIdentifier
    String participantKey();

    /**
     * Consent to research use.
     *
     * @param basis what it rests on
     * @param formVersion version of form or licence
     */
    record Consent(ConsentBasis basis, String formVersion) {}

    /**
     * Enrols a participant at a site.
     *
     * @param participantKey random key from the vault
     * @param siteId site of enrolment
     * @param identification how captures are known to be of one person
     * @param sex as stated, or {@code null}
     * @param consent consent known at enrolment, or {@code null}
     */
    record EnrolParticipant(
            @TargetAggregateIdentifier String participantKey,
            SiteId siteId,
            Identification identification,
            @Nullable Sex sex,
            @Nullable Consent consent)
            implements ParticipantCommand {}

    /**
     * Says anew what is known of the participant.
     *
     * @param participantKey the participant
     * @param sex as now known, or {@code null}
     */
    record DescribeParticipant(
            @TargetAggregateIdentifier String participantKey,
            @Nullable Sex sex) implements ParticipantCommand {}

    /**
     * Changes the status.
     *
     * @param participantKey the participant
     * @param status new status
     * @param reason why
     */
    record ChangeParticipantStatus(
            @TargetAggregateIdentifier String participantKey, ParticipantStatus status, StatusReason reason)
            implements ParticipantCommand {}

    /**
     * Records consent to research use.
     *
     * @param participantKey the participant
     * @param consent what was agreed to
     */
    record GiveConsent(@TargetAggregateIdentifier String participantKey, Consent consent)
            implements ParticipantCommand {}

    /**
     * Withdraws consent to research use.
     *
     * @param participantKey the participant
     */
    record WithdrawConsent(@TargetAggregateIdentifier String participantKey) implements ParticipantCommand {}
}

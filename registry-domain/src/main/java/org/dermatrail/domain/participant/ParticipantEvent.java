package org.dermatrail.domain.participant;

import org.dermatrail.domain.ParticipantScoped;
import org.dermatrail.domain.WireName;
import org.jspecify.annotations.Nullable;

/** What can have happened to a participant's part in a study. */
public sealed interface ParticipantEvent extends ParticipantScoped {

    /**
     * A participant was enrolled.
     *
     * <p>Version 1 said {@code surrogate: true | false} where this says {@code identification}.
     *
     * @param participantKey random key from the vault
     * @param studyId study
     * @param siteId site of enrolment
     * @param identification name of an {@link Identification}
     * @param sex name of a {@link Sex} as first stated, or {@code null}
     */
    @WireName(value = "participant-enrolled", version = 2)
    record ParticipantEnrolled(
            String participantKey,
            String studyId,
            String siteId,
            String identification,
            @Nullable String sex) implements ParticipantEvent {}

    /**
     * What is said of the participant changed, by agreement of all sources or a person's correction.
     *
     * @param participantKey the participant
     * @param sex name of a {@link Sex}, or {@code null}
     */
    @WireName("participant-described")
    record ParticipantDescribed(
            String participantKey, @Nullable String sex) implements ParticipantEvent {}

    /**
     * The participant's status changed.
     *
     * @param participantKey the participant
     * @param status name of a {@link ParticipantStatus}
     * @param reason name of a {@link StatusReason}
     */
    @WireName("participant-status-changed")
    record ParticipantStatusChanged(String participantKey, String status, String reason) implements ParticipantEvent {}

    /**
     * The participant agreed to research use.
     *
     * @param participantKey the participant
     * @param basis name of a {@link ConsentBasis}
     * @param formVersion version of the consent form or licence agreed to
     */
    @WireName("consent-given")
    record ConsentGiven(String participantKey, String basis, String formVersion) implements ParticipantEvent {}

    /**
     * The participant no longer agrees to research use.
     *
     * @param participantKey the participant
     */
    @WireName("consent-withdrawn")
    record ConsentWithdrawn(String participantKey) implements ParticipantEvent {}
}

package org.dermatrail.domain.participant;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.dermatrail.domain.Outcome;
import org.dermatrail.domain.Refusal;
import org.dermatrail.domain.participant.ParticipantCommand.ChangeParticipantStatus;
import org.dermatrail.domain.participant.ParticipantCommand.Consent;
import org.dermatrail.domain.participant.ParticipantCommand.DescribeParticipant;
import org.dermatrail.domain.participant.ParticipantCommand.EnrolParticipant;
import org.dermatrail.domain.participant.ParticipantCommand.GiveConsent;
import org.dermatrail.domain.participant.ParticipantCommand.WithdrawConsent;
import org.dermatrail.domain.participant.ParticipantEvent.ConsentGiven;
import org.dermatrail.domain.participant.ParticipantEvent.ConsentWithdrawn;
import org.dermatrail.domain.participant.ParticipantEvent.ParticipantDescribed;
import org.dermatrail.domain.participant.ParticipantEvent.ParticipantEnrolled;
import org.dermatrail.domain.participant.ParticipantEvent.ParticipantStatusChanged;
import org.jspecify.annotations.Nullable;

/** One person's part in one study: enrolment, status, consent to research use. */
public class Participant {

    private static final int LONGEST_FORM_VERSION = 80;

    @AggregateIdentifier
    @Nullable
    String participantKey;

    private @Nullable String sex;
    private ParticipantStatus status = ParticipantStatus.SCREENING;
    private boolean consented;

    Participant() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    Outcome handle(EnrolParticipant command) {
        var consent = command.consent();
        if (consent != null && isMalformed(consent)) {
            return malformedFormVersion();
        }
        var sexName = command.sex() == null ? null : command.sex().name();
        apply(new ParticipantEnrolled(
                command.participantKey(),
                command.siteId().studyId(),
                command.siteId().toString(),
                command.identification().name(),
                sexName));
        if (consent != null) {
            apply(new ConsentGiven(command.participantKey(), consent.basis().name(), consent.formVersion()));
        }
        return Outcome.accept();
    }

    @CommandHandler
    Outcome handle(DescribeParticipant command) {
        var sexName = command.sex() == null ? null : command.sex().name();
        if (!Objects.equals(sexName, sex)) {
            apply(new ParticipantDescribed(command.participantKey(), sexName));
        }
        return Outcome.accept();
    }

    @CommandHandler
    Outcome handle(ChangeParticipantStatus command) {
        if (status == command.status()) {
            return Outcome.accept();
        }
        if (status == ParticipantStatus.WITHDRAWN || status == ParticipantStatus.COMPLETED) {
            return Refusal.of(
                    ParticipantRule.PARTICIPANT_OFF_STUDY,
                    "The participant is off study (%s); enrol again under a new key instead.",
                    status);
        }
        apply(new ParticipantStatusChanged(
                command.participantKey(),
                command.status().name(),
                command.reason().name()));
        return Outcome.accept();
    }

    @CommandHandler
    Outcome handle(GiveConsent command) {
        if (isMalformed(command.consent())) {
            return malformedFormVersion();
        }
        apply(new ConsentGiven(
                command.participantKey(),
                command.consent().basis().name(),
                command.consent().formVersion()));
        return Outcome.accept();
    }

    @CommandHandler
    Outcome handle(WithdrawConsent command) {
        if (!consented) {
            return Refusal.of(ParticipantRule.CONSENT_NOT_GIVEN, "No consent is recorded that could be withdrawn.");
        }
        apply(new ConsentWithdrawn(command.participantKey()));
        return Outcome.accept();
    }

    private static boolean isMalformed(Consent consent) {
        return consent.formVersion().isBlank() || consent.formVersion().length() > LONGEST_FORM_VERSION;
    }

    private static Refusal malformedFormVersion() {
        return Refusal.of(
                ParticipantRule.CONSENT_FORM_VERSION_MALFORMED,
                "Name the version of the consent form or licence in 1 to %d characters.",
                LONGEST_FORM_VERSION);
    }

    @EventSourcingHandler
    void on(ParticipantEnrolled event) {
        participantKey = event.participantKey();
        sex = event.sex();
        status = ParticipantStatus.ON_STUDY;
    }

    @EventSourcingHandler
    void on(ParticipantDescribed event) {
        sex = event.sex();
    }

    @EventSourcingHandler
    void on(ParticipantStatusChanged event) {
        status = ParticipantStatus.valueOf(event.status());
    }

    @EventSourcingHandler
    void on(ConsentGiven event) {
        consented = true;
    }

    @EventSourcingHandler
    void on(ConsentWithdrawn event) {
        consented = false;
    }
}

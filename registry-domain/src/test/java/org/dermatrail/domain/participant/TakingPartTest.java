package org.dermatrail.domain.participant;

import static org.dermatrail.domain.Samples.SIGNED;
import static org.dermatrail.domain.Samples.VIENNA;
import static org.dermatrail.domain.Samples.enrol;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.dermatrail.domain.Outcome;
import org.dermatrail.domain.Refused;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TakingPartTest {

    private static final ParticipantEnrolled ENROLLED =
            new ParticipantEnrolled("p1", "naevus-2026", "naevus-2026/vienna", "GIVEN", "FEMALE");
    private static final ConsentGiven CONSENTED = new ConsentGiven("p1", "SIGNED_FORM", "2.1");

    private final AggregateTestFixture<Participant> fixture = new AggregateTestFixture<>(Participant.class);

    @Test
    void enrolment_states_study_site_and_how_the_participant_is_known() {
        fixture.givenNoPriorActivity()
                .when(enrol("p1"))
                .expectResultMessagePayload(Outcome.accept())
                .expectEvents(ENROLLED);
    }

    @Test
    void consent_known_at_enrolment_is_written_with_it() {
        fixture.givenNoPriorActivity()
                .when(new EnrolParticipant("p1", VIENNA, Identification.GIVEN, Sex.FEMALE, SIGNED))
                .expectEvents(ENROLLED, CONSENTED);
    }

    @Test
    void enrolment_is_refused_with_consent_to_a_nameless_form() {
        var nameless = new Consent(ConsentBasis.SIGNED_FORM, "");
        fixture.givenNoPriorActivity()
                .when(new EnrolParticipant("p1", VIENNA, Identification.GIVEN, Sex.FEMALE, nameless))
                .expectResultMessagePayloadMatching(Refused.by(ParticipantRule.CONSENT_FORM_VERSION_MALFORMED))
                .expectNoEvents();
    }

    @Test
    void consent_to_a_form_version_of_more_than_eighty_characters_is_refused() {
        fixture.given(ENROLLED)
                .when(new GiveConsent("p1", new Consent(ConsentBasis.COMMITTEE_WAIVER, "x".repeat(81))))
                .expectResultMessagePayloadMatching(Refused.by(ParticipantRule.CONSENT_FORM_VERSION_MALFORMED))
                .expectNoEvents();
    }

    @Test
    void consent_that_was_given_can_be_withdrawn() {
        fixture.given(ENROLLED, CONSENTED).when(new WithdrawConsent("p1")).expectEvents(new ConsentWithdrawn("p1"));
    }

    @Test
    void consent_that_was_withdrawn_cannot_be_withdrawn_again() {
        fixture.given(ENROLLED, CONSENTED, new ConsentWithdrawn("p1"))
                .when(new WithdrawConsent("p1"))
                .expectResultMessagePayloadMatching(Refused.by(ParticipantRule.CONSENT_NOT_GIVEN))
                .expectNoEvents();
    }

    @Test
    void consent_that_was_withdrawn_can_be_given_again() {
        fixture.given(ENROLLED, CONSENTED, new ConsentWithdrawn("p1"))
                .when(new GiveConsent("p1", SIGNED))
                .expectEvents(CONSENTED);
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "WITHDRAWN"})
    void a_participant_off_study_is_refused_another_status(ParticipantStatus offStudy) {
        fixture.given(ENROLLED, new ParticipantStatusChanged("p1", offStudy.name(), "PROTOCOL"))
                .when(new ChangeParticipantStatus("p1", ParticipantStatus.ON_STUDY, StatusReason.OTHER))
                .expectResultMessagePayloadMatching(Refused.by(ParticipantRule.PARTICIPANT_OFF_STUDY))
                .expectNoEvents();
    }

    @Test
    void a_participant_who_was_lost_can_come_back() {
        fixture.given(ENROLLED, new ParticipantStatusChanged("p1", "LOST_TO_FOLLOW_UP", "NOT_REACHABLE"))
                .when(new ChangeParticipantStatus("p1", ParticipantStatus.ON_STUDY, StatusReason.OTHER))
                .expectEvents(new ParticipantStatusChanged("p1", "ON_STUDY", "OTHER"));
    }

    @Test
    void a_status_that_holds_already_changes_nothing() {
        fixture.given(ENROLLED)
                .when(new ChangeParticipantStatus("p1", ParticipantStatus.ON_STUDY, StatusReason.PROTOCOL))
                .expectResultMessagePayload(Outcome.accept())
                .expectNoEvents();
    }

    @Test
    void sex_becomes_unknown_when_it_is_no_longer_stated() {
        fixture.given(ENROLLED)
                .when(new DescribeParticipant("p1", null))
                .expectEvents(new ParticipantDescribed("p1", null));
    }

    @Test
    void sex_that_is_known_already_changes_nothing() {
        fixture.given(ENROLLED)
                .when(new DescribeParticipant("p1", Sex.FEMALE))
                .expectResultMessagePayload(Outcome.accept())
                .expectNoEvents();
    }
}

package org.dermatrail.domain.study;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.dermatrail.domain.Outcome;
import org.dermatrail.domain.Refused;
import org.dermatrail.domain.study.StudyCommand.CloseStudy;
import org.dermatrail.domain.study.StudyCommand.OpenStudy;
import org.dermatrail.domain.study.StudyCommand.PublishProtocolVersion;
import org.dermatrail.domain.study.StudyEvent.ProtocolVersionPublished;
import org.dermatrail.domain.study.StudyEvent.StudyClosed;
import org.dermatrail.domain.study.StudyEvent.StudyOpened;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunningAStudyTest {

    private static final String ID = "naevus-2026";

    private final AggregateTestFixture<Study> fixture = new AggregateTestFixture<>(Study.class);

    @Test
    void a_study_opens_under_its_code() {
        fixture.givenNoPriorActivity()
                .when(new OpenStudy(ID, "Naevi"))
                .expectResultMessagePayload(Outcome.accept())
                .expectEvents(new StudyOpened(ID, "Naevi"));
    }

    @Test
    void a_study_is_refused_a_code_that_is_taken() {
        fixture.given(new StudyOpened(ID, "Naevi"))
                .when(new OpenStudy(ID, "Other naevi"))
                .expectResultMessagePayloadMatching(Refused.by(StudyRule.STUDY_ALREADY_OPEN))
                .expectNoEvents();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n",
                "Naevus",
                "-naevus",
                "naevus 2026",
                "naevus/2026",
                "n23456789-123456789-123456789-123456789-1"
            })
    void a_study_is_refused_a_malformed_code(String code) {
        fixture.givenNoPriorActivity()
                .when(new OpenStudy(code, "Naevi"))
                .expectResultMessagePayloadMatching(Refused.by(StudyRule.STUDY_CODE_MALFORMED))
                .expectNoEvents();
    }

    @Test
    void a_study_is_refused_a_blank_title() {
        fixture.givenNoPriorActivity()
                .when(new OpenStudy(ID, "  "))
                .expectResultMessagePayloadMatching(Refused.by(StudyRule.STUDY_TITLE_MALFORMED))
                .expectNoEvents();
    }

    @Test
    void a_version_of_the_protocol_is_published_once() {
        fixture.given(new StudyOpened(ID, "Naevi"), new ProtocolVersionPublished(ID, "2.0"))
                .when(new PublishProtocolVersion(ID, "2.1"))
                .expectEvents(new ProtocolVersionPublished(ID, "2.1"));
    }

    @Test
    void a_version_that_was_published_is_refused() {
        fixture.given(new StudyOpened(ID, "Naevi"), new ProtocolVersionPublished(ID, "2.1"))
                .when(new PublishProtocolVersion(ID, "2.1"))
                .expectResultMessagePayloadMatching(Refused.by(StudyRule.PROTOCOL_VERSION_ALREADY_PUBLISHED))
                .expectNoEvents();
    }

    @Test
    void a_version_of_more_than_forty_characters_is_refused() {
        fixture.given(new StudyOpened(ID, "Naevi"))
                .when(new PublishProtocolVersion(ID, "2".repeat(41)))
                .expectResultMessagePayloadMatching(Refused.by(StudyRule.PROTOCOL_VERSION_MALFORMED))
                .expectNoEvents();
    }

    @Test
    void a_closed_study_is_refused_a_new_version() {
        fixture.given(new StudyOpened(ID, "Naevi"), new StudyClosed(ID))
                .when(new PublishProtocolVersion(ID, "3"))
                .expectResultMessagePayloadMatching(Refused.by(StudyRule.STUDY_CLOSED))
                .expectNoEvents();
    }

    @Test
    void closing_twice_changes_nothing_the_second_time() {
        fixture.given(new StudyOpened(ID, "Naevi"), new StudyClosed(ID))
                .when(new CloseStudy(ID))
                .expectResultMessagePayload(Outcome.accept())
                .expectNoEvents();
    }
}

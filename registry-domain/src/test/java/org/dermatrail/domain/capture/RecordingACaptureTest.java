package org.dermatrail.domain.capture;

import static org.dermatrail.domain.Samples.ELSEWHERE;
import static org.dermatrail.domain.Samples.VIENNA;
import static org.dermatrail.domain.Samples.capture;
import static org.dermatrail.domain.Samples.facts;
import static org.dermatrail.domain.Samples.image;

import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.dermatrail.domain.Outcome;
import org.dermatrail.domain.Refused;
import org.dermatrail.domain.capture.CaptureCommand.CorrectCapture;
import org.dermatrail.domain.capture.CaptureCommand.LinkCapture;
import org.dermatrail.domain.capture.CaptureCommand.RecordCapture;
import org.dermatrail.domain.capture.CaptureCommand.ReleaseCapture;
import org.dermatrail.domain.capture.CaptureCommand.RelinkCapture;
import org.dermatrail.domain.capture.CaptureCommand.UnlinkCapture;
import org.dermatrail.domain.capture.CaptureCommand.WithholdCapture;
import org.dermatrail.domain.capture.CaptureEvent.CaptureCorrected;
import org.dermatrail.domain.capture.CaptureEvent.CaptureLinked;
import org.dermatrail.domain.capture.CaptureEvent.CaptureRecorded;
import org.dermatrail.domain.capture.CaptureEvent.CaptureReleased;
import org.dermatrail.domain.capture.CaptureEvent.CaptureUnlinked;
import org.dermatrail.domain.capture.CaptureEvent.CaptureWithheld;
import org.dermatrail.domain.capture.CaptureFacts.Change;
import org.dermatrail.domain.image.Image;
import org.dermatrail.domain.lesion.LesionOwnership;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordingACaptureTest {

    private static final CaptureRecorded RECORDED =
            new CaptureRecorded("c1", "p1", VIENNA.studyId(), facts(VIENNA, 55).toFacts(), List.of(image("ab")));
    private static final CaptureLinked LINKED = new CaptureLinked("c1", "p1", "l1", "STATED_BY_SOURCE");
    private static final LinkBasis PERSON = LinkBasis.DECIDED_BY_PERSON;

    private final AggregateTestFixture<Capture> fixture = new AggregateTestFixture<>(Capture.class);

    @BeforeEach
    void the_participant_has_the_lesions_l1_and_l2() {
        LesionOwnership ownership =
                (key, lesionId) -> key.equals("p1") && List.of("l1", "l2").contains(lesionId);
        fixture.registerInjectableResource(ownership);
    }

    @Test
    void a_capture_is_recorded_and_linked_in_one_append() {
        fixture.givenNoPriorActivity()
                .when(capture("c1", "p1", "l1", "l1"))
                .expectResultMessagePayload(Outcome.accept())
                .expectEvents(RECORDED, LINKED);
    }

    @Test
    void a_capture_of_another_participants_lesion_is_refused() {
        fixture.givenNoPriorActivity()
                .when(capture("c1", "p1", "l1", "l9"))
                .expectResultMessagePayloadMatching(Refused.by(CaptureRule.LESION_OF_ANOTHER_PARTICIPANT))
                .expectNoEvents();
    }

    @Test
    void a_capture_at_a_site_of_another_study_is_refused() {
        fixture.givenNoPriorActivity()
                .when(new RecordCapture("c1", "p1", VIENNA.studyId(), facts(ELSEWHERE, 55), List.of(), List.of()))
                .expectResultMessagePayloadMatching(Refused.by(CaptureRule.SITE_OF_ANOTHER_STUDY))
                .expectNoEvents();
    }

    @Test
    void a_correction_to_a_site_of_another_study_is_refused() {
        fixture.given(RECORDED)
                .when(new CorrectCapture("c1", facts(ELSEWHERE, 55), null))
                .expectResultMessagePayloadMatching(Refused.by(CaptureRule.SITE_OF_ANOTHER_STUDY))
                .expectNoEvents();
    }

    @Test
    void linking_to_another_participants_lesion_is_refused() {
        fixture.given(RECORDED)
                .when(new LinkCapture("c1", "l9", PERSON))
                .expectResultMessagePayloadMatching(Refused.by(CaptureRule.LESION_OF_ANOTHER_PARTICIPANT))
                .expectNoEvents();
    }

    @Test
    void linking_to_a_lesion_it_shows_already_changes_nothing() {
        fixture.given(RECORDED, LINKED)
                .when(new LinkCapture("c1", "l1", PERSON))
                .expectResultMessagePayload(Outcome.accept())
                .expectNoEvents();
    }

    @Test
    void unlinking_from_a_lesion_it_does_not_show_is_refused() {
        fixture.given(RECORDED)
                .when(new UnlinkCapture("c1", "l1", PERSON))
                .expectResultMessagePayloadMatching(Refused.by(CaptureRule.CAPTURE_NOT_LINKED))
                .expectNoEvents();
    }

    @Test
    void relinking_unlinks_and_links_in_one_append() {
        fixture.given(RECORDED, LINKED)
                .when(new RelinkCapture("c1", List.of("l2"), PERSON))
                .expectEvents(
                        new CaptureUnlinked("c1", "p1", "l1", "DECIDED_BY_PERSON"),
                        new CaptureLinked("c1", "p1", "l2", "DECIDED_BY_PERSON"));
    }

    @Test
    void relinking_with_one_lesion_of_another_participant_changes_no_link_at_all() {
        fixture.given(RECORDED, LINKED)
                .when(new RelinkCapture("c1", List.of("l2", "l9"), PERSON))
                .expectResultMessagePayloadMatching(Refused.by(CaptureRule.LESION_OF_ANOTHER_PARTICIPANT))
                .expectNoEvents();
    }

    @Test
    void a_correction_states_before_and_after() {
        fixture.given(RECORDED)
                .when(new CorrectCapture("c1", facts(VIENNA, 56), null))
                .expectEvents(new CaptureCorrected(
                        "c1",
                        "p1",
                        List.of(new Change("ageYears", "55", "56")),
                        facts(VIENNA, 56).toFacts(),
                        null));
    }

    @Test
    void a_correction_that_corrects_nothing_leaves_no_event() {
        fixture.given(RECORDED)
                .when(new CorrectCapture("c1", facts(VIENNA, 55), List.of(image("ab"))))
                .expectResultMessagePayload(Outcome.accept())
                .expectNoEvents();
    }

    @Test
    void a_picture_that_plays_another_role_is_a_correction_with_before_and_after() {
        var before = image("ab");
        var after = new Image(
                "OVERVIEW",
                before.digest(),
                before.mediaType(),
                before.widthPx(),
                before.heightPx(),
                before.sizeBytes());
        fixture.given(RECORDED)
                .when(new CorrectCapture("c1", facts(VIENNA, 55), List.of(after)))
                .expectEvents(new CaptureCorrected(
                        "c1",
                        "p1",
                        List.of(new Change("images", "PRIMARY=" + before.digest(), "OVERVIEW=" + before.digest())),
                        facts(VIENNA, 55).toFacts(),
                        List.of(after)));
    }

    @Test
    void withholding_hides_once_and_deletes_nothing() {
        fixture.given(RECORDED, new CaptureWithheld("c1", "p1", "IMPORT_UNDONE"))
                .when(new WithholdCapture("c1", WithholdingReason.NOT_USABLE))
                .expectResultMessagePayload(Outcome.accept())
                .expectNoEvents();
    }

    @Test
    void a_withheld_capture_can_be_released() {
        fixture.given(RECORDED, new CaptureWithheld("c1", "p1", "IMPORT_UNDONE"))
                .when(new ReleaseCapture("c1"))
                .expectEvents(new CaptureReleased("c1", "p1"));
    }
}

package org.dermatrail.projections.lesionhistory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dermatrail.domain.capture.CaptureEvent;
import org.dermatrail.domain.lesion.LesionEvent;
import org.dermatrail.domain.participant.ParticipantEvent;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.disclosure.CohortDesk;
import org.dermatrail.projections.disclosure.Count;
import org.dermatrail.projections.disclosure.DisclosurePolicy;
import org.dermatrail.projections.enrolment.EntryEnrolmentBoards;
import org.dermatrail.projections.feed.Told;
import org.dermatrail.projections.history.ClinicStory;
import org.dermatrail.projections.record.AsOf;
import org.dermatrail.projections.record.AskingRefused;
import org.dermatrail.projections.record.EntryRegistryRecords;
import org.dermatrail.projections.record.ParkedEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TellingALesionsHistoryTest {

    private static final AsOf NOW = new AsOf.Live();
    private static final AsOf CUT = new AsOf.Cut("spring");
    private static final AccessFilter ALL = AccessFilter.everything();

    @TempDir
    Path folder = Path.of("");

    private static ClinicStory story() {
        return new ClinicStory()
                .enrol("p1", "MALE")
                .lesion("p1", "l1", "BACK")
                .lesion("p1", "l2", "BACK")
                .capture("p1", "c2", ClinicStory.dermoscopy(90, 61, "MALE", "BACK"), "l1")
                .capture("p1", "c0", ClinicStory.dermoscopy(null, 61, "MALE", "BACK"), "l1")
                .capture("p1", "c1", ClinicStory.dermoscopy(0, 61, "MALE", "BACK"), "l1")
                .diagnosis("p1", "l1", "NV")
                .cut("spring")
                .then(new LesionEvent.DiagnosisRecorded("p1", "d9", "l1", null, "MEL", "HISTOPATHOLOGY", 100, "d0"))
                .then(new LesionEvent.ProcedurePerformed("p1", "t1", "l1", "EXCISION", 99))
                .then(new CaptureEvent.CaptureCorrected(
                        "c2", "p1", List.of(), ClinicStory.dermoscopy(91, 62, "MALE", "SCALP"), null))
                .capture("p1", "c3", ClinicStory.dermoscopy(95, 62, "MALE", "BACK"), "l2")
                .then(new LesionEvent.LesionsMerged("p1", "l2", "l1", "ENTERED_TWICE"));
    }

    private Optional<LesionHistory> history(ClinicStory story, AccessFilter access, String lesion, AsOf asOf) {
        try (var told = new Told(folder, story.events())) {
            return new EntryLesionHistories(told.store(), ParkedEvents.NONE).history(access, lesion, asOf);
        }
    }

    private static List<String> days(LesionHistory history) {
        return history.entries().stream()
                .map(entry -> entry.getClass().getSimpleName() + " " + entry.day())
                .toList();
    }

    @Test
    void puts_dated_entries_in_order_and_undated_ones_after() {
        var history = history(story(), ALL, "l1", NOW).orElseThrow();

        assertThat(days(history))
                .containsExactly(
                        "Captured 0",
                        "Captured 91",
                        "Captured 95",
                        "Treated 99",
                        "Diagnosed 100",
                        "Captured null",
                        "Diagnosed null");
        assertThat(history.aliases()).containsExactly("l2");
    }

    @Test
    void tells_as_of_a_cut_what_was_known_then() {
        var history = history(story(), ALL, "l1", CUT).orElseThrow();

        assertThat(days(history)).containsExactly("Captured 0", "Captured 90", "Captured null", "Diagnosed null");
        assertThat(history.aliases()).isEmpty();
        assertThat(history.entries())
                .filteredOn(LesionHistory.Diagnosed.class::isInstance)
                .first()
                .isInstanceOfSatisfying(LesionHistory.Diagnosed.class, diagnosed -> assertThat(diagnosed.inForce())
                        .isTrue());
        assertThat(history.entries())
                .filteredOn(LesionHistory.Captured.class::isInstance)
                .extracting(entry -> ((LesionHistory.Captured) entry).corrections())
                .containsOnly(0);
    }

    @Test
    void answers_an_alias_with_the_lesion_that_stays() {
        assertThat(history(story(), ALL, "l2", NOW).orElseThrow().lesionId()).isEqualTo("l1");
    }

    @Test
    void says_how_many_captures_are_withheld_even_as_of_a_cut_before() {
        var story = story().then(new CaptureEvent.CaptureWithheld("c1", "p1", "IMPORT_UNDONE"));

        var history = history(story, ALL, "l1", CUT).orElseThrow();

        assertThat(history.withheld()).isEqualTo(1);
        assertThat(days(history)).containsExactly("Captured 90", "Captured null", "Diagnosed null");
    }

    @Test
    void shows_nothing_to_a_reader_of_consented_data_once_consent_is_withdrawn() {
        var consented = new AccessFilter(new AccessFilter.Everything(), new AccessFilter.Everything(), true);
        var story = story().then(new ParticipantEvent.ConsentWithdrawn("p1"));

        assertThat(history(story, consented, "l1", CUT)).isEmpty();
        assertThat(history(story(), AccessFilter.denyAll(), "l1", NOW)).isEmpty();
        assertThat(history(story(), ALL, "never", NOW)).isEmpty();
    }

    @Test
    void refuses_a_cut_that_was_never_published() {
        assertThatThrownBy(() -> history(story(), ALL, "l1", new AsOf.Cut("autumn")))
                .isInstanceOfSatisfying(
                        AskingRefused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(AskingRefused.DATA_CUT_UNKNOWN));
    }

    @Test
    void counts_cohorts_as_of_a_cut() {
        try (var told = new Told(folder, story().events())) {
            var desk = new CohortDesk(told.index(), told.store(), ParkedEvents.NONE);
            var question = new CohortQuestion(ALL, Criteria.everything(), List.of());

            var then = desk.ask(question, CUT, DisclosurePolicy.EXACT);
            var now = desk.ask(question, NOW, DisclosurePolicy.EXACT);

            assertThat(List.of(then.lesions(), then.captures()))
                    .containsExactly(new Count.Exact(2), new Count.Exact(3));
            assertThat(List.of(now.lesions(), now.captures())).containsExactly(new Count.Exact(1), new Count.Exact(4));
        }
    }

    @Test
    void records_say_what_is_known_now() {
        var story = story().then(new CaptureEvent.CaptureWithheld("c1", "p1", "IMPORT_UNDONE"));
        try (var told = new Told(folder, story.events())) {
            var records = new EntryRegistryRecords(told.store());

            var lesion = records.lesions(ALL, List.of("l2")).get("l2");
            var captures = records.captures(ALL, List.of("c1", "c3", "never"));
            var board = new EntryEnrolmentBoards(told.store())
                    .boards(ALL, ClinicStory.STUDY)
                    .getFirst();

            assertThat(lesion).isNotNull().satisfies(record -> {
                assertThat(record.lesionId()).isEqualTo("l1");
                assertThat(record.diagnosis()).isEqualTo("MEL");
                assertThat(record.captureIds()).containsExactly("c0", "c2", "c3");
            });
            assertThat(captures).containsOnlyKeys("c1", "c3");
            assertThat(captures.get("c1")).isNotNull().satisfies(capture -> {
                assertThat(capture.withheld()).isTrue();
                assertThat(capture.images()).isEmpty();
                assertThat(capture.facts().ageYears()).isNull();
            });
            assertThat(captures.get("c3")).isNotNull().satisfies(capture -> assertThat(capture.lesionIds())
                    .containsExactly("l1"));
            assertThat(records.lesionIdsOf(ALL, List.of("p1")).get("p1")).containsExactly("l1");
            assertThat(records.captureWithImage(ALL, ClinicStory.digest("c1"))).isEmpty();
            assertThat(records.captureWithImage(ALL, ClinicStory.digest("c3"))).contains("c3");
            assertThat(records.captureWithImage(AccessFilter.denyAll(), ClinicStory.digest("c3")))
                    .isEmpty();
            assertThat(records.cuts()).containsExactly("spring");
            assertThat(records.participantKeys(AccessFilter.denyAll(), ClinicStory.STUDY, null, 9))
                    .isEmpty();
            assertThat(board.captures()).isEqualTo(3);
            assertThat(board.participantsByStatus()).containsEntry("ON_STUDY", 1L);
        }
    }
}

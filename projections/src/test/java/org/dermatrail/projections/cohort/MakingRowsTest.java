package org.dermatrail.projections.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.dermatrail.domain.capture.CaptureEvent;
import org.dermatrail.domain.discrepancy.DiscrepancyEvent;
import org.dermatrail.domain.lesion.LesionEvent;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.feed.Told;
import org.dermatrail.projections.history.ClinicStory;
import org.dermatrail.projections.record.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakingRowsTest {

    @TempDir
    Path folder = Path.of("");

    private List<CohortRow> rows(ClinicStory story) {
        try (var told = new Told(folder, story.events())) {
            var rows = new ArrayList<CohortRow>();
            new EntryRows(told.store(), Entry.NOW).forEach(row -> rows.add(row.row()));
            return rows;
        }
    }

    private static Set<String> values(CohortRow row, CohortField field) {
        return row.keywords().getOrDefault(field, Set.of());
    }

    private static ClinicStory twoCaptures() {
        return new ClinicStory()
                .enrol("p1", "MALE")
                .lesion("p1", "l1", "BACK")
                .capture("p1", "c1", ClinicStory.dermoscopy(0, 61, "MALE", "CHEST"), "l1")
                .capture("p1", "c2", ClinicStory.dermoscopy(9, 62, null, null), "l1");
    }

    @Test
    void every_participant_has_rows_where_there_are_more_than_are_read_at_once() {
        // Given
        var story = new ClinicStory();
        int participants = 250;
        for (int i = 0; i < participants; i++) {
            story.enrol("p" + i, "MALE").capture("p" + i, "c" + i, ClinicStory.dermoscopy(0, 61, "MALE", "CHEST"));
        }

        // When
        var rows = rows(story);

        // Then
        assertThat(rows).hasSize(participants);
        assertThat(rows.stream().map(CohortRow::participantKey).distinct()).hasSize(participants);
    }

    @Test
    void no_more_rows_are_made_once_nobody_waits_for_them() {
        try (var told = new Told(folder, twoCaptures().events())) {
            // Given
            var rows = new EntryRows(told.store(), Entry.NOW);

            // When
            Thread.currentThread().interrupt();

            // Then
            assertThatThrownBy(() -> rows.forEach(row -> {})).isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void a_blank_is_not_filled_in_from_another_row() {
        var rows = rows(twoCaptures());

        assertThat(rows).hasSize(2);
        assertThat(values(rows.getFirst(), CohortField.ANATOMIC_SITE)).containsExactly("CHEST");
        assertThat(values(rows.getFirst(), CohortField.ANATOMIC_REGION))
                .containsExactlyInAnyOrder("CHEST", "ANTERIOR_TORSO", "TRUNK");
        assertThat(values(rows.getLast(), CohortField.ANATOMIC_SITE)).isEmpty();
        assertThat(values(rows.getLast(), CohortField.SEX)).isEmpty();
        assertThat(rows).allMatch(row -> Integer.valueOf(2).equals(row.numbers().get(CohortField.LESION_CAPTURES)));
    }

    @Test
    void a_value_decided_for_holds_in_every_row_and_an_open_dispute_is_said() {
        // Given
        var statements =
                List.of(new DiscrepancyEvent.Statement("CHEST", "c1"), new DiscrepancyEvent.Statement("BACK", null));
        var open = twoCaptures()
                .then(new DiscrepancyEvent.DiscrepancyRaised("x", "p1", "LESION", "l1", "anatomicSite", statements));

        // When
        var disputed = rows(open);
        var decided = rows(open.then(new DiscrepancyEvent.DiscrepancyResolved("x", "p1", "BACK")));

        // Then
        assertThat(disputed).allMatch(row -> values(row, CohortField.DISPUTED).equals(Set.of("anatomicSite")));
        assertThat(decided)
                .allMatch(row -> values(row, CohortField.ANATOMIC_SITE).equals(Set.of("BACK")));
        assertThat(decided).allMatch(row -> values(row, CohortField.DISPUTED).isEmpty());
    }

    @Test
    void the_diagnosis_in_force_is_the_latest_that_nothing_supersedes() {
        var rows = rows(twoCaptures()
                .diagnosis("p1", "l1", "NV")
                .then(new LesionEvent.DiagnosisRecorded("p1", "dx", "l1", null, "MEL", "HISTOPATHOLOGY", 1, "d0")));

        assertThat(rows).allMatch(row -> values(row, CohortField.DIAGNOSIS).equals(Set.of("MEL")));
        assertThat(rows)
                .allMatch(row -> values(row, CohortField.DIAGNOSIS_GROUP).equals(Set.of("MEL", "MALIGNANT")));
    }

    @Test
    void a_diagnosis_decided_for_goes_before_a_later_one_whether_or_not_the_decision_says_how_it_is_known() {
        for (var decided : List.of("MEL", "MEL/HISTOPATHOLOGY")) {
            var statements = List.of(
                    new DiscrepancyEvent.Statement(decided, null), new DiscrepancyEvent.Statement("NV/CLINICAL", null));
            var rows = rows(twoCaptures()
                    .then(new LesionEvent.DiagnosisRecorded(
                            "p1", "d1", "l1", null, "MEL", "HISTOPATHOLOGY", null, null))
                    .then(new LesionEvent.DiagnosisRecorded("p1", "d2", "l1", null, "NV", "CLINICAL", null, null))
                    .then(new DiscrepancyEvent.DiscrepancyRaised("x", "p1", "LESION", "l1", "diagnosis", statements))
                    .then(new DiscrepancyEvent.DiscrepancyResolved("x", "p1", decided)));

            assertThat(rows).as(decided).allMatch(row -> values(row, CohortField.DIAGNOSIS)
                    .equals(Set.of("MEL")));
        }
    }

    @Test
    void a_capture_without_lesion_has_the_diagnosis_stated_with_it_whichever_came_first() {
        var rows = rows(new ClinicStory()
                .enrol("p1", null)
                .then(new LesionEvent.DiagnosisRecorded("p1", "d1", null, "c1", "NV", "NOT_STATED", null, null))
                .capture("p1", "c1", ClinicStory.dermoscopy(0, 61, null, null))
                .capture("p1", "c2", ClinicStory.dermoscopy(0, 61, null, null))
                .then(new LesionEvent.DiagnosisRecorded("p1", "d2", null, "c2", "DF", "NOT_STATED", null, null)));

        assertThat(rows)
                .extracting(row -> values(row, CohortField.DIAGNOSIS))
                .containsExactly(Set.of("NV"), Set.of("DF"));
        assertThat(rows).allMatch(row -> row.lesionId() == null);
    }

    @Test
    void a_lesion_whose_captures_are_all_withheld_stands_in_no_row_that_counts() {
        var rows = rows(twoCaptures()
                .then(new CaptureEvent.CaptureWithheld("c1", "p1", "IMPORT_UNDONE"))
                .then(new CaptureEvent.CaptureWithheld("c2", "p1", "IMPORT_UNDONE")));

        assertThat(rows).hasSize(2).allMatch(CohortRow::withheld);
    }

    @Test
    void captures_of_an_alias_count_for_the_lesion_that_stays() {
        var rows = rows(twoCaptures()
                .lesion("p1", "l2", "BACK")
                .capture("p1", "c3", ClinicStory.dermoscopy(20, 63, null, null), "l2")
                .then(new LesionEvent.LesionsMerged("p1", "l2", "l1", "ENTERED_TWICE")));

        assertThat(rows).allMatch(row -> "l1".equals(row.lesionId()));
        assertThat(rows.stream().map(CohortRow::captureId).collect(Collectors.toSet()))
                .isEqualTo(Set.of("c1", "c2", "c3"));
    }

    @Test
    void a_capture_of_two_lesions_has_two_rows_and_is_counted_once() {
        var story = twoCaptures()
                .lesion("p1", "l2", "FACE")
                .capture("p1", "c3", ClinicStory.dermoscopy(20, 63, null, null), "l1", "l2");

        try (var told = new Told(folder, story.events())) {
            var count =
                    told.index().count(new CohortQuestion(AccessFilter.everything(), Criteria.everything(), List.of()));

            assertThat(count.captures().count()).isEqualTo(3);
            assertThat(count.lesions().count()).isEqualTo(2);
        }
    }

    @Test
    void a_participant_with_neither_lesion_nor_capture_stands_alone() {
        var rows = rows(new ClinicStory()
                .enrol("p1", "FEMALE")
                .enrol("p2", null)
                .capture("p2", "c1", ClinicStory.dermoscopy(0, 61, null, null))
                .then(new CaptureEvent.CaptureWithheld("c1", "p2", "NOT_USABLE")));

        assertThat(rows)
                .filteredOn(row -> !row.withheld())
                .extracting(CohortRow::participantKey)
                .containsExactly("p1");
    }
}

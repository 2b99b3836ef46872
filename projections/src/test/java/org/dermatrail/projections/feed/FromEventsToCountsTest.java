package org.dermatrail.projections.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.dermatrail.domain.capture.CaptureEvent;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.history.ClinicStory;
import org.dermatrail.projections.lucene.LuceneCohortIndex;
import org.dermatrail.projections.sqlite.SqliteEntryStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FromEventsToCountsTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void what_happened_in_the_clinic_can_be_counted() {
        // Given
        var story = new ClinicStory()
                .enrol("p1", "FEMALE")
                .lesion("p1", "l1", "BACK")
                .diagnosis("p1", "l1", "MEL")
                .capture("p1", "c1", ClinicStory.dermoscopy(0, 61, "FEMALE", "BACK"), "l1")
                .capture("p1", "c2", ClinicStory.dermoscopy(90, 61, "FEMALE", null), "l1")
                .enrol("p2", "MALE")
                .capture("p2", "c3", ClinicStory.dermoscopy(null, 40, "MALE", "FACE"))
                .enrol("p3", null);
        try (var store = SqliteEntryStore.open(folder.resolve("read.db"));
                var index = LuceneCohortIndex.open(folder.resolve("cohorts"))) {
            var readSide = new ReadSide(store, index);

            // When
            read(readSide, story, 0);
            var counts = index.count(new CohortQuestion(
                    AccessFilter.everything(), Criteria.everything(), List.of(Facet.of(CohortField.DIAGNOSIS))));

            // Then
            assertThat(counts.participants()).isEqualTo(3);
            assertThat(counts.lesions().count()).isEqualTo(1);
            assertThat(counts.captures().count()).isEqualTo(3);
            var facet = counts.facets().getFirst();
            assertThat(facet.buckets()).singleElement().satisfies(bucket -> {
                assertThat(bucket.value()).isEqualTo("MEL");
                assertThat(bucket.count()).isEqualTo(2);
                assertThat(bucket.participants()).isEqualTo(1);
            });
            assertThat(facet.missing().count()).isEqualTo(1);
        }
    }

    @Test
    void a_lesion_known_by_withheld_captures_alone_is_counted_nowhere_until_one_is_released() {
        // Given
        var story = new ClinicStory()
                .enrol("p1", "FEMALE")
                .lesion("p1", "shown-before", "BACK")
                .capture("p1", "c1", ClinicStory.dermoscopy(0, 61, "FEMALE", "BACK"), "shown-before")
                .lesion("p1", "never-shown", "FACE")
                .then(new CaptureEvent.CaptureWithheld("c1", "p1", "IMPORT_UNDONE"));
        try (var store = SqliteEntryStore.open(folder.resolve("read.db"));
                var index = LuceneCohortIndex.open(folder.resolve("cohorts"))) {
            var readSide = new ReadSide(store, index);

            // When
            long order = read(readSide, story, 0);
            var withheld = index.count(everything());

            // Then
            assertThat(withheld.captures().count()).isZero();
            assertThat(withheld.withheld().count()).isEqualTo(1);
            assertThat(withheld.lesions().count()).isEqualTo(1);

            // When
            var after = new ClinicStory();
            after.then(new CaptureEvent.CaptureReleased("c1", "p1"));
            readSide.begin();
            readSide.apply(after.events().getLast(), order);
            readSide.flush();
            readSide.end();

            // Then
            assertThat(index.count(everything()).lesions().count()).isEqualTo(2);
            assertThat(index.count(everything()).captures().count()).isEqualTo(1);
        }
    }

    private static CohortQuestion everything() {
        return new CohortQuestion(AccessFilter.everything(), Criteria.everything(), List.of());
    }

    private static long read(ReadSide readSide, ClinicStory story, long from) {
        readSide.begin();
        long order = from;
        for (var event : story.events()) {
            readSide.apply(event, order++);
        }
        readSide.flush();
        readSide.end();
        return order;
    }
}

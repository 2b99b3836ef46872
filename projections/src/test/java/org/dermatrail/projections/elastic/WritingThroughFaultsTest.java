package org.dermatrail.projections.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.canonical.CanonicalAnswers;
import org.dermatrail.projections.cohort.CohortBlock;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CohortIndex;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.cohort.RandomRows;
import org.dermatrail.projections.elastic.FaultyDoor.Fault;
import org.dermatrail.projections.feed.ReadSide;
import org.dermatrail.projections.history.Histories;
import org.dermatrail.projections.record.EntryStore;
import org.dermatrail.projections.record.EntryStoreConformance;
import org.dermatrail.projections.sqlite.SqliteEntryStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WritingThroughFaultsTest {

    private static final EntryStore.Ordinals NEXT = new EntryStore.Ordinals(1, 0, 1);

    private final Registries registries = new Registries();
    private final FaultyDoor door;

    WritingThroughFaultsTest() throws IOException {
        door = new FaultyDoor(ElasticServer.shared().address());
    }

    @AfterEach
    void close() {
        registries.close();
        door.close();
    }

    private ElasticSettings throughTheDoor() {
        var direct = registries.fresh();
        return ElasticSettings.of(List.of(door.address()), direct.prefix(), direct.credentials());
    }

    private static CohortCounts everything(CohortIndex index) {
        return index.count(new CohortQuestion(
                AccessFilter.everything(),
                Criteria.everything(),
                List.of(Facet.of(CohortField.DIAGNOSIS), Facet.of(CohortField.SITE))));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void answers_as_if_nothing_had_happened(Fault fault) {
        // Given
        var blocks = new RandomRows(21, 40).blocks();
        var undisturbed = registries.holding(blocks);
        var index = registries.open(throughTheDoor());

        // When
        door.next(fault, fault);
        index.write(blocks);
        door.next(fault);
        index.write(blocks.subList(0, 5));

        // Then
        assertThat(everything(index)).isEqualTo(everything(undisturbed));
    }

    @Test
    void sends_again_only_what_was_turned_away() {
        var index = registries.open(throughTheDoor());

        door.next(Fault.HALF_TURNED_AWAY, Fault.HALF_TURNED_AWAY);
        index.write(new RandomRows(3, 8).blocks());

        assertThat(door.bulks())
                .containsExactly(
                        List.of("p:p0", "p:p1", "p:p2", "p:p3", "p:p4", "p:p5", "p:p6", "p:p7"),
                        List.of("p:p1", "p:p3", "p:p5", "p:p7"),
                        List.of("p:p3", "p:p7"));
    }

    @Test
    void has_no_more_under_way_than_allowed() {
        var index = registries.open(throughTheDoor().with(new ElasticSettings.Limits(16 << 10, 100)));

        index.write(new RandomRows(1, 100).blocks());

        assertThat(door.bulks()).hasSizeGreaterThan(5);
        assertThat(everything(index).participants()).isEqualTo(100);
    }

    @Test
    void gives_up_in_the_end_so_that_the_whole_batch_is_tried_again() {
        // Given
        var patience =
                new ElasticSettings.Patience(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMillis(300));
        var index = registries.open(throughTheDoor().with(patience));
        var blocks = new RandomRows(2, 10).blocks();
        for (int i = 0; i < 20; i++) {
            door.next(Fault.OVERLOADED);
        }

        // When
        assertThatThrownBy(() -> index.write(blocks)).isInstanceOf(ClusterOutage.class);

        // Then
        assertThat(everything(index).participants()).isZero();
        while (everything(index).participants() == 0) {
            try {
                index.write(blocks);
            } catch (ClusterOutage e) {
                assertThat(e).hasMessageContaining("cannot be written");
            }
        }
        assertThat(everything(index).participants()).isEqualTo(10);
    }

    @Test
    void says_which_document_is_not_taken_and_does_not_try_again() {
        var index = registries.open(throughTheDoor());
        var sound = new RandomRows(5, 1).blocks().getFirst().rows().getFirst();
        sound.row().keywords().put(CohortField.TECHNIQUE, Set.of("x".repeat(40_000)));

        assertThatThrownBy(() -> index.write(List.of(new CohortBlock("L:broken", true, List.of(sound)))))
                .isInstanceOfSatisfying(
                        ClusterRefusal.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(ClusterRefusal.DOCUMENT_NOT_TAKEN));
        assertThat(door.bulks()).hasSize(1);
    }

    @Test
    void asks_a_question_with_all_its_facets_in_one_round_trip() {
        // Given
        var index = registries.open(throughTheDoor());
        index.write(new RandomRows(4, 30).blocks());
        int before = door.asked().size();

        // When
        var made = new RandomRows(4, 30);
        for (int i = 0; i < 10; i++) {
            assertThat(index.count(made.question()).participants()).isNotNegative();
        }

        // Then
        assertThat(door.asked().subList(before, door.asked().size())).hasSize(10);
    }

    @Test
    void nobody_is_shown_without_consent_after_a_batch_that_withdrew_it_was_cut_off() {
        for (int bulks = 0; bulks < 3; bulks++) {
            // Given
            var patience =
                    new ElasticSettings.Patience(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMillis(300));
            var settings = throughTheDoor();
            try (var store = ElasticEntryStore.open(settings.with(patience))) {
                store.write(EntryStoreConformance.someone(true), NEXT, 1);
                assertThat(captures(store)).isEqualTo(Map.of("s/b", 1L));

                // When
                for (int i = 0; i < 40; i++) {
                    door.next(i < bulks ? Fault.ANSWER_LOST : Fault.OVERLOADED);
                }
                assertThatThrownBy(() -> store.write(EntryStoreConformance.withdrawn(), NEXT, 2))
                        .isInstanceOf(ClusterOutage.class);
            }
            door.recover();

            // Then
            try (var again = ElasticEntryStore.open(settings)) {
                again.write(EntryStoreConformance.withdrawn(), NEXT, 2);
                assertThat(captures(again)).isEmpty();
            }
        }
    }

    @Test
    void an_event_is_never_applied_to_half_of_a_batch(@TempDir Path folder) {
        // Given
        var patience =
                new ElasticSettings.Patience(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMillis(150));
        var settings = throughTheDoor().with(patience);
        var log = Histories.of(6, 120);
        var index = registries.open(registries.fresh());
        var elastic = ElasticEntryStore.open(settings);
        try (var sqlite = SqliteEntryStore.open(folder.resolve("read.db"))) {
            var undisturbed = new ReadSide(sqlite, index);
            for (int from = 0; from < log.size(); from += 15) {
                var events = log.subList(from, Math.min(log.size(), from + 15));
                apply(undisturbed, events, from);

                // When
                door.next(Fault.NONE, Fault.HALF_TURNED_AWAY);
                for (int i = 0; i < 20; i++) {
                    door.next(Fault.OVERLOADED);
                }
                int first = from;
                var cutOff = new ReadSide(elastic, index);
                assertThatThrownBy(() -> apply(cutOff, events, first)).isInstanceOf(ClusterOutage.class);
                door.recover();
                if (from % 2 == 0) {
                    elastic.close();
                    elastic = ElasticEntryStore.open(settings);
                }
                apply(new ReadSide(elastic, index), events, from);
            }

            // Then
            assertThat(CanonicalAnswers.digest(elastic, index)).isEqualTo(CanonicalAnswers.digest(sqlite, index));
        } finally {
            elastic.close();
        }
    }

    private static void apply(ReadSide readSide, List<RegistryEvent> events, int first) {
        readSide.begin();
        try {
            for (int i = 0; i < events.size(); i++) {
                readSide.apply(events.get(i), first + i);
            }
            readSide.flush();
        } finally {
            readSide.end();
        }
    }

    private static Map<String, Long> captures(EntryStore store) {
        var consented = new AccessFilter(new AccessFilter.Everything(), new AccessFilter.Everything(), true);
        return store.read(reader -> reader.capturesBySite(consented, "s"));
    }
}

package org.dermatrail.projections.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.domain.capture.CaptureEvent;
import org.dermatrail.domain.participant.ParticipantEvent;
import org.dermatrail.projections.history.ClinicStory;
import org.dermatrail.projections.history.Histories;
import org.jspecify.annotations.Nullable;

class FoldingTest {

    private record Key(Class<?> kind, String id) {}

    /** Entries in memory. */
    private static final class Heap implements WorkingSet {
        final Map<Key, Entry> entries = new HashMap<>();
        final Map<Class<?>, Integer> next = new HashMap<>();

        @Override
        public <E extends Entry> @Nullable E find(Class<E> kind, String id) {
            return kind.cast(entries.get(new Key(kind, id)));
        }

        @Override
        public void put(Entry entry) {
            entries.put(new Key(entry.getClass(), entry.id()), entry);
        }

        @Override
        public int nextOrdinal(Class<? extends Entry> kind) {
            return next.merge(kind, 1, Integer::sum) - 1;
        }
    }

    @Provide
    Arbitrary<List<RegistryEvent>> histories() {
        return Histories.upTo(200);
    }

    @Property(tries = 100)
    void an_event_applied_before_changes_nothing(@ForAll("histories") List<RegistryEvent> log) {
        // Given
        var heap = new Heap();
        for (int i = 0; i < log.size(); i++) {
            assertThat(RegistryFold.apply(log.get(i), i * 5L, heap)).isTrue();
        }
        var before = Map.copyOf(heap.entries);

        // When
        for (int i = 0; i < log.size(); i++) {
            assertThat(RegistryFold.apply(log.get(i), i * 5L, heap)).isFalse();
        }

        // Then
        assertThat(heap.entries).isEqualTo(before);
    }

    @Property(tries = 100)
    void participants_do_not_depend_on_how_their_events_are_mixed(@ForAll("histories") List<RegistryEvent> log) {
        // Given
        var mixed = new Heap();
        var oneByOne = new Heap();

        // When
        for (int i = 0; i < log.size(); i++) {
            assertThat(RegistryFold.apply(log.get(i), i, mixed)).isTrue();
        }
        log.stream().map(RegistryEvent::sequenceKey).distinct().forEach(key -> {
            for (int i = 0; i < log.size(); i++) {
                if (log.get(i).sequenceKey().equals(key)) {
                    assertThat(RegistryFold.apply(log.get(i), i, oneByOne)).isTrue();
                }
            }
        });

        // Then
        assertThat(oneByOne.entries.keySet()).isEqualTo(mixed.entries.keySet());
        mixed.entries.forEach((key, entry) -> assertThat(entry)
                .usingRecursiveComparison()
                .ignoringFields("ordinal")
                .isEqualTo(oneByOne.entries.get(key)));
    }

    @Property(tries = 50)
    void ordinals_are_dense(@ForAll("histories") List<RegistryEvent> log) {
        var heap = new Heap();
        for (int i = 0; i < log.size(); i++) {
            assertThat(RegistryFold.apply(log.get(i), i, heap)).isTrue();
        }

        assertThat(heap.entries.values().stream()
                        .filter(CaptureEntry.class::isInstance)
                        .map(entry -> ((CaptureEntry) entry).ordinal())
                        .sorted())
                .containsExactlyElementsOf(IntStream.range(0, heap.next.getOrDefault(CaptureEntry.class, 0))
                        .boxed()
                        .toList());
    }

    @Example
    void an_event_about_something_unknown_is_refused() {
        var heap = new Heap();

        assertThatThrownBy(() -> RegistryFold.apply(new ParticipantEvent.ConsentWithdrawn("nobody"), 1, heap))
                .isInstanceOf(EventOutOfPlace.class)
                .hasMessageContaining("nobody");
        assertThat(heap.entries).isEmpty();
    }

    @Example
    void a_relinked_capture_is_remembered_as_it_was_before() {
        // Given
        var heap = new Heap();
        var story = new ClinicStory()
                .enrol("p", null)
                .lesion("p", "l1", null)
                .lesion("p", "l2", null)
                .capture("p", "c", ClinicStory.dermoscopy(1, 2, null, null), "l1")
                .then(new CaptureEvent.CaptureUnlinked("c", "p", "l1", "DECIDED_BY_PERSON"))
                .then(new CaptureEvent.CaptureLinked("c", "p", "l2", "DECIDED_BY_PERSON"));

        // When
        long order = 0;
        for (var event : story.events()) {
            assertThat(RegistryFold.apply(event, order++, heap)).isTrue();
        }

        // Then
        var capture = heap.find(CaptureEntry.class, "c");
        assertThat(capture).isNotNull().satisfies(entry -> {
            assertThat(entry.lesionsBefore(8)).containsExactly("l1");
            assertThat(entry.lesionsBefore(9)).isEmpty();
            assertThat(entry.lesionsBefore(Entry.NOW)).containsExactly("l2");
        });
    }
}

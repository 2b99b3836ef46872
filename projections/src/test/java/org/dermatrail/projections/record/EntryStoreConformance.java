package org.dermatrail.projections.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.dermatrail.domain.capture.CaptureFacts;
import org.dermatrail.domain.discrepancy.DiscrepancyEvent.Statement;
import org.dermatrail.domain.image.Image;
import org.dermatrail.projections.access.AccessFilter;
import org.junit.jupiter.api.Test;

/** What every {@link EntryStore} must keep. */
public abstract class EntryStoreConformance {

    private static final EntryStore.Ordinals NEXT = new EntryStore.Ordinals(2, 1, 2);

    /** An empty store; closed by the test that made it. */
    protected abstract EntryStore store();

    /** The same store after its process ended and another began. */
    protected abstract EntryStore reopened(EntryStore store);

    private static ParticipantEntry participant(String key, int ordinal, boolean consented) {
        return new ParticipantEntry(
                key,
                ordinal,
                ordinal,
                ordinal + 10L,
                "s",
                "s/a",
                "GIVEN",
                List.of(new Word(ordinal, null)),
                List.of(new ParticipantEntry.StatusChange(ordinal, "ON_STUDY", null)),
                consented ? List.of(new Word(ordinal, "SIGNED_FORM")) : List.of(),
                List.of("x1"),
                List.of(new Diagnosis(3, "d", "c9", "NV", "CLINICAL", null, null)),
                true,
                true);
    }

    private static CaptureEntry capture(String id, int ordinal, boolean withheld, String digest) {
        var facts = new CaptureFacts("s/b", "DMS", null, -4, null, "MALE", null, null, List.of());
        var image = new Image(Image.PRIMARY, digest, "image/png", 1, 2, 3);
        return new CaptureEntry(
                id,
                ordinal,
                20,
                "p1",
                "s",
                List.of(new CaptureEntry.Version(20, facts, List.of(image))),
                List.of(new CaptureEntry.Link(21, 22L, "l1"), new CaptureEntry.Link(23, null, "l1")),
                List.of(),
                withheld ? "NOT_USABLE" : null);
    }

    private static final LesionEntry LESION = new LesionEntry(
            "l1",
            0,
            5,
            "p1",
            "FOCAL",
            List.of(new LesionEntry.Place(5, "BACK", null)),
            null,
            List.of(new LesionEntry.Merge(7, "l0")),
            List.of(),
            List.of(new LesionEntry.Procedure(9, "t", "BIOPSY", 3)),
            List.of("c1"));

    private static final DiscrepancyEntry DISPUTE = new DiscrepancyEntry(
            "x1",
            8,
            "p1",
            "s",
            "s/a",
            "PARTICIPANT",
            "p1",
            "sex",
            List.of(new DiscrepancyEntry.Stage(
                    8, List.of(new Statement("MALE", "c1"), new Statement("FEMALE", null)), null)));

    private static final List<Entry> ALL = List.of(
            new StudyEntry("s", 0, 1, "Study", List.of("1", "2"), true),
            new SiteEntry("s/a", 2, 2, "s", "a", "Site", false),
            new CutEntry("cut", 30),
            participant("p1", 0, true),
            participant("p2", 1, false),
            LESION,
            capture("c1", 0, false, "ab".repeat(32)),
            capture("c2", 1, true, "ab".repeat(31) + "cd"),
            DISPUTE);

    /** A participant with one capture. */
    public static List<Entry> someone(boolean consented) {
        return List.of(participant("p1", 0, consented), capture("c1", 0, false, "ab".repeat(32)));
    }

    /** The same participant after consent was withdrawn. */
    public static List<Entry> withdrawn() {
        return List.of(participant("p1", 0, false));
    }

    private EntryStore filled() {
        var store = store();
        store.write(ALL, NEXT, 42);
        return store;
    }

    @Test
    public void gives_back_what_was_written_and_after_reopening_too() {
        var store = filled();
        for (int time = 0; time < 2; time++) {
            for (var entry : ALL) {
                List<Entry> read =
                        store.read(reader -> List.copyOf(reader.findAll(entry.getClass(), List.of(entry.id(), "never"))
                                .values()));
                assertThat(read).containsExactly(entry);
                assertThat(store.latest().find(entry.getClass(), entry.id())).isEqualTo(entry);
            }
            assertThat(store.position()).isEqualTo(42);
            assertThat(store.nextOrdinals()).isEqualTo(NEXT);
            store = reopened(store);
        }
        store.close();
    }

    @Test
    public void puts_a_later_entry_in_place_of_an_earlier_one() {
        try (var store = filled()) {
            store.write(List.of(capture("c1", 0, true, "cd".repeat(32))), NEXT, 43);

            assertThat(store.<List<String>>read(reader -> reader.capturesWithImage("ab".repeat(32))))
                    .isEmpty();
            assertThat(store.<List<String>>read(reader -> reader.capturesWithImage("cd".repeat(32))))
                    .containsExactly("c1");
            assertThat(store.<Long>read(reader -> reader.size(CaptureEntry.class)))
                    .isEqualTo(2);
        }
    }

    @Test
    public void finds_what_belongs_together() {
        try (var store = filled()) {
            assertThat(store.<List<String>>read(reader -> reader.lesionsOf("p1")))
                    .containsExactly("l1");
            assertThat(store.<List<String>>read(reader -> reader.capturesOf("p1")))
                    .containsExactly("c1", "c2");
            assertThat(store.<List<String>>read(reader -> reader.capturesOf("p2")))
                    .isEmpty();
            assertThat(store.<List<String>>read(reader -> reader.capturesWithImage("ab".repeat(32))))
                    .containsExactly("c1");
        }
    }

    @Test
    public void shows_only_what_the_filter_admits() {
        var consented = new AccessFilter(new AccessFilter.Everything(), new AccessFilter.Everything(), true);
        var elsewhere = new AccessFilter(
                new AccessFilter.Everything(), new AccessFilter.Only(Set.of("s/b", "s/' OR 1=1 --")), false);
        try (var store = filled()) {
            for (var access : List.of(AccessFilter.everything(), consented, elsewhere, AccessFilter.denyAll())) {
                boolean p1 = access.admits("s", "s/a", true);
                boolean p2 = access.admits("s", "s/a", false);
                List<String> participants = store.read(reader -> reader.participants(access, "s", null, 10));
                assertThat(participants.contains("p1")).isEqualTo(p1);
                assertThat(participants.contains("p2")).isEqualTo(p2);
                assertThat(store.<Boolean>read(reader ->
                                reader.discrepancies(access, true, null, 10).isEmpty()))
                        .isEqualTo(!p1);
                assertThat(store.<Boolean>read(
                                reader -> reader.openDiscrepancies(access).isEmpty()))
                        .isEqualTo(!p1);
                assertThat(store.<Boolean>read(
                                reader -> reader.capturesBySite(access, "s").isEmpty()))
                        .isEqualTo(!p1);
                assertThat(store.<Boolean>read(reader ->
                                reader.openDiscrepanciesBySite(access, "s").isEmpty()))
                        .isEqualTo(!p1);
                assertThat(store.<Integer>read(
                                reader -> reader.enrolled(access, "s").size()))
                        .isEqualTo((p1 ? 1 : 0) + (p2 ? 1 : 0));
            }
        }
    }

    @Test
    public void pages_by_id() {
        try (var store = filled()) {
            assertThat(store.<List<ParticipantEntry>>read(reader -> reader.list(ParticipantEntry.class, "p1", 5)))
                    .extracting(ParticipantEntry::participantKey)
                    .containsExactly("p2");
            assertThat(store.<List<String>>read(reader -> reader.participants(AccessFilter.everything(), "s", "p1", 5)))
                    .containsExactly("p2");
        }
    }

    @Test
    public void a_reader_sees_one_moment_while_the_writer_goes_on() {
        try (var store = filled()) {
            List<Long> seen = store.read(reader -> {
                long before = reader.size(CaptureEntry.class);
                store.write(List.of(capture("c3", 2, false, "ef".repeat(32))), NEXT, 44);
                return List.of(before, reader.size(CaptureEntry.class));
            });

            assertThat(seen).containsExactly(2L, 2L);
            assertThat(store.<Long>read(reader -> reader.size(CaptureEntry.class)))
                    .isEqualTo(3);
        }
    }

    @Test
    public void holds_nothing_after_it_was_emptied() {
        try (var store = filled()) {
            store.clear();

            assertThat(store.position()).isEqualTo(-1);
            assertThat(store.nextOrdinals()).isEqualTo(new EntryStore.Ordinals(0, 0, 0));
            assertThat(store.<Long>read(reader -> reader.size(ParticipantEntry.class)))
                    .isZero();
            assertThat(store.latest().find(LesionEntry.class, "l1")).isNull();
        }
    }
}

package org.dermatrail.projections.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.domain.capture.CaptureEvent;
import org.dermatrail.domain.datacut.DataCutEvent;
import org.dermatrail.domain.participant.ParticipantEvent;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.CohortRow;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.EntryRows;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.cohort.RowScan;
import org.dermatrail.projections.history.Histories;
import org.dermatrail.projections.record.Entry;

class RebuildingTest {

    @Provide
    Arbitrary<List<RegistryEvent>> histories() {
        return Histories.upTo(150);
    }

    @Property(tries = 15)
    void answers_as_live_whatever_delivery_did(@ForAll("histories") List<RegistryEvent> log, @ForAll long seed)
            throws IOException {
        // Given
        var random = new Random(seed);
        try (var straight = new House(log, Files.createTempDirectory("straight"));
                var live = new House(log, Files.createTempDirectory("live"))) {
            straight.readToTheEnd();

            // When
            for (int step = 0; step < 40 && live.place() < log.size(); step++) {
                int place = live.place();
                switch (random.nextInt(8)) {
                    case 0 -> live.commit();
                    case 1 -> live.killed();
                    case 2 -> live.powerLost();
                    case 3 -> live.read(random.nextInt(place + 1), place);
                    default -> live.read(place, Math.min(log.size(), place + 1 + random.nextInt(30)));
                }
            }
            live.readToTheEnd();

            // Then
            assertThat(live.answers()).isEqualTo(straight.answers());
            assertThat(live.digest()).isEqualTo(straight.digest());
        }
    }

    @Property(tries = 10)
    void answers_the_same_after_a_rebuild_from_the_start(@ForAll("histories") List<RegistryEvent> log)
            throws IOException {
        try (var house = new House(log, Files.createTempDirectory("rebuilt"))) {
            // Given
            house.readToTheEnd();
            var before = house.digest();

            // When
            house.rebuild();
            house.readToTheEnd();

            // Then
            assertThat(house.digest()).isEqualTo(before);
        }
    }

    @Property(tries = 10)
    void keeps_in_the_index_what_the_entries_say(@ForAll("histories") List<RegistryEvent> log) throws IOException {
        try (var house = new House(log, Files.createTempDirectory("index"))) {
            // When
            house.readToTheEnd();

            // Then
            var facets = Arrays.stream(CohortField.values())
                    .map(field -> new Facet(field, field.level(), field.kind() == CohortField.Kind.NUMBER ? 5 : 0, 100))
                    .toList();
            var question = new CohortQuestion(AccessFilter.everything(), Criteria.everything(), facets);
            var scan = new RowScan(new EntryRows(house.store(), Entry.NOW));
            assertThat(house.index().count(question)).isEqualTo(scan.count(question));
        }
    }

    @Property(tries = 10)
    void answers_as_of_a_cut_what_was_answered_when_it_was_published(
            @ForAll long seed, @ForAll @IntRange(max = 200) int published) throws IOException {
        // Given
        var all = Histories.of(seed, 200);
        var log = new ArrayList<RegistryEvent>(all.subList(0, Math.min(published, all.size())));
        int cut = log.size();
        log.add(new DataCutEvent.DataCutPublished("then"));
        all.stream().skip(cut).filter(RebuildingTest::readAsOfThen).forEach(log::add);
        try (var then = new House(log.subList(0, cut), Files.createTempDirectory("then"));
                var now = new House(log, Files.createTempDirectory("now"))) {
            // When
            then.readToTheEnd();
            now.readToTheEnd();

            // Then
            assertThat(rows(now, cut * 3L)).isEqualTo(rows(then, Entry.NOW));
        }
    }

    /** Consent and withholding are as of now at any time. */
    private static boolean readAsOfThen(RegistryEvent event) {
        return !(event instanceof CaptureEvent.CaptureWithheld)
                && !(event instanceof CaptureEvent.CaptureReleased)
                && !(event instanceof ParticipantEvent.ConsentGiven)
                && !(event instanceof ParticipantEvent.ConsentWithdrawn);
    }

    private static List<CohortRow> rows(House house, long before) {
        var rows = new ArrayList<CohortRow>();
        new EntryRows(house.store(), before).forEach(row -> rows.add(row.row()));
        return rows;
    }

    @Example
    void starts_from_nothing_where_the_entries_are_lost_but_the_index_is_not() throws IOException {
        // Given
        var log = Histories.of(11, 300);
        try (var house = new House(log, Files.createTempDirectory("lost"))) {
            house.readToTheEnd();
            var before = house.digest();
            house.commit();

            // When
            house.entriesLost();

            // Then
            assertThat(house.place()).isZero();
            house.readToTheEnd();
            assertThat(house.digest()).isEqualTo(before);
        }
    }
}

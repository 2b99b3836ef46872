package org.dermatrail.projections.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.EntryRows;
import org.dermatrail.projections.cohort.RowScan;
import org.dermatrail.projections.history.Histories;
import org.dermatrail.projections.record.Entry;

class RebuildingTest {

    @Provide
    Arbitrary<List<RegistryEvent>> histories() {
        return Histories.upTo(150);
    }

    @Property(tries = 25)
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

    @Property(tries = 20)
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

    @Property(tries = 20)
    void keeps_in_the_index_what_the_entries_say(@ForAll("histories") List<RegistryEvent> log) throws IOException {
        try (var house = new House(log, Files.createTempDirectory("index"))) {
            // When
            house.readToTheEnd();

            // Then
            var question = new CohortQuestion(AccessFilter.everything(), Criteria.everything(), List.of());
            var scan = new RowScan(new EntryRows(house.store(), Entry.NOW));
            assertThat(house.index().count(question)).isEqualTo(scan.count(question));
        }
    }
}

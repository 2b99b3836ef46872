package org.dermatrail.ops.eventstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.dermatrail.domain.EventCatalogue;
import org.dermatrail.ops.events.EventSerializer;
import org.dermatrail.ops.events.Upcasters;
import org.dermatrail.ops.eventstore.StoredEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SurvivingKillsTest {

    private static final int KILLS = 25;
    private static final int MOST_APPENDS_OF_A_LIFE = 400;
    private static final int LETTERS_OF_A_STREAM = 36;

    @TempDir
    private Path folder = Path.of("");

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void nothing_acknowledged_is_lost_and_no_append_is_half_there_however_often_the_process_is_killed()
            throws Exception {
        // Given
        var file = folder.resolve("events.db");
        var random = new Random(20_261_120);
        var acknowledged = new HashSet<String>();

        for (var kill = 0; kill < KILLS; kill++) {
            // When
            acknowledged.addAll(acknowledgementsOfALife(file, 1 + random.nextInt(MOST_APPENDS_OF_A_LIFE)));

            // Then
            assertStoreHolds(file, acknowledged);
        }
        assertThat(acknowledged).hasSizeGreaterThan(KILLS);
    }

    private static Set<String> acknowledgementsOfALife(Path file, int appends)
            throws IOException, InterruptedException {
        var child = ChildJvm.start(List.of(), AppendingChild.class, file.toString());
        var acknowledged = new HashSet<String>();
        try (BufferedReader lines = child.inputReader(StandardCharsets.US_ASCII)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                // The last line before the kill may be cut off; a stream that is not named whole was not acknowledged.
                if (line.length() == LETTERS_OF_A_STREAM) {
                    acknowledged.add(line);
                }
                if (acknowledged.size() == appends) {
                    var _ = child.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(child.waitFor()).isEqualTo(128 + 9);
        return acknowledged;
    }

    private static void assertStoreHolds(Path file, Set<String> acknowledged) {
        try (var engine = SqliteEventStorageEngine.open(
                SqliteEventStoreSettings.at(file), new EventSerializer(new EventCatalogue()), Upcasters.chain())) {
            var lengths = new HashMap<String, Integer>();
            var positions = engine.scan(0)
                    .peek(event -> lengths.merge(event.getAggregateIdentifier(), 1, Integer::sum))
                    .mapToLong(StoredEvent::position)
                    .toArray();
            assertThat(lengths.keySet()).containsAll(acknowledged);
            assertThat(lengths.values()).containsOnly(AppendingChild.EVENTS_OF_AN_APPEND);
            for (var i = 0; i < positions.length; i++) {
                assertThat(positions[i]).isEqualTo(i + 1);
            }
        }
    }
}

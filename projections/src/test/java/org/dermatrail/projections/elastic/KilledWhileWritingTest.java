package org.dermatrail.projections.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.projections.canonical.CanonicalAnswers;
import org.dermatrail.projections.cohort.CohortBlock;
import org.dermatrail.projections.cohort.CohortIndex;
import org.dermatrail.projections.cohort.CohortPage;
import org.dermatrail.projections.cohort.Level;
import org.dermatrail.projections.cohort.RandomRows;
import org.dermatrail.projections.elastic.ElasticSettings.Patience;
import org.dermatrail.projections.feed.ReadSide;
import org.dermatrail.projections.history.Histories;
import org.dermatrail.projections.lucene.LuceneCohortIndex;
import org.dermatrail.projections.record.Outage;
import org.dermatrail.projections.sqlite.SqliteEntryStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledWhileWritingTest {

    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(2), Duration.ofSeconds(20), Duration.ofSeconds(4));
    private static final int PARTICIPANTS = 80;
    private static final int HAPPENINGS = 150;
    private static final int KILLS = 1;

    @TempDir
    Path folder = Path.of("");

    /** The blocks of all participants and then of some again, some changed, in small batches. */
    private static List<List<CohortBlock>> batches() {
        var blocks = new ArrayList<>(new RandomRows(77, PARTICIPANTS).blocks());
        var again = new RandomRows(78, PARTICIPANTS).blocks().subList(0, blocks.size() / 2);
        again.forEach(block -> blocks.add(new CohortBlock(block.key(), false, block.rows())));
        var random = new Random(79);
        var batches = new ArrayList<List<CohortBlock>>();
        for (int from = 0; from < blocks.size(); ) {
            int to = Math.min(blocks.size(), from + 1 + random.nextInt(12));
            batches.add(List.copyOf(blocks.subList(from, to)));
            from = to;
        }
        return batches;
    }

    @Test
    void the_answers_are_those_of_an_undisturbed_run_in_the_end() throws Exception {
        try (var registries = new Registries();
                var server = ElasticServer.make(Path.of("target"));
                var writing = Executors.newSingleThreadExecutor()) {
            // Given
            var batches = batches();
            server.start();
            var log = Histories.of(81, HAPPENINGS);
            var written = new Semaphore(0);
            try (var disturbed = ElasticCohortIndex.open(settings(server, "blocks"));
                    var index = ElasticCohortIndex.open(settings(server, "events"));
                    var entries = ElasticEntryStore.open(settings(server, "events"))) {
                // When
                var readSide = new ReadSide(entries, index);
                var outages = writing.submit(() -> {
                    int met = 0;
                    for (int i = 0; i < batches.size(); i++) {
                        var batch = batches.get(i);
                        met += untilTaken(() -> disturbed.write(batch));
                        int first = log.size() * i / batches.size();
                        var events = log.subList(first, log.size() * (i + 1) / batches.size());
                        met += untilTaken(() -> apply(readSide, events, first));
                        written.release();
                    }
                    return met;
                });
                for (int kill = 0; kill < KILLS; kill++) {
                    assertThat(written.tryAcquire(batches.size() / (KILLS + 2), 60, TimeUnit.SECONDS))
                            .isTrue();
                    server.kill();
                    server.start();
                }
                assertThat(outages.get(300, TimeUnit.SECONDS)).isPositive();
                readSide.commit();

                // Then
                var undisturbed = registries.open(registries.fresh());
                batches.forEach(undisturbed::write);
                same(disturbed, undisturbed);
                assertThat(index.committedPosition()).isEqualTo(log.size() - 1);
                assertThat(CanonicalAnswers.digest(entries, index)).isEqualTo(embedded(log));
            }
        }
    }

    private static ElasticSettings settings(ElasticServer server, String prefix) {
        return ElasticSettings.of(List.of(server.address()), prefix, new ElasticSettings.Anonymous())
                .with(SHORT);
    }

    /** What the embedded default answers, undisturbed. */
    private String embedded(List<RegistryEvent> log) {
        try (var entries = SqliteEntryStore.open(folder.resolve("read.db"));
                var index = LuceneCohortIndex.open(folder.resolve("cohorts"))) {
            apply(new ReadSide(entries, index), log, 0);
            return CanonicalAnswers.digest(entries, index);
        }
    }

    private static void apply(ReadSide readSide, List<RegistryEvent> events, long first) {
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

    /** Does something until it is done, as a processor does, and says how often it was not. */
    private static int untilTaken(Runnable batch) {
        for (int outages = 0; ; outages++) {
            try {
                batch.run();
                return outages;
            } catch (Outage e) {
                assertThat(e).isInstanceOf(ClusterOutage.class);
            }
        }
    }

    private static void same(CohortIndex one, CohortIndex other) {
        var made = new RandomRows(80, 1);
        for (int i = 0; i < 60; i++) {
            var question = made.question();
            assertThat(one.count(question)).isEqualTo(other.count(question));
            for (var level : Level.values()) {
                CohortPage page = one.page(question, level, null, 1000);
                assertThat(page).isEqualTo(other.page(question, level, null, 1000));
            }
        }
    }
}

package org.dermatrail.ops.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin;
import org.dermatrail.ops.operations.Arguments;
import org.dermatrail.ops.operations.Exit;
import org.dermatrail.ops.operations.Operations;
import org.dermatrail.ops.operations.Progress;
import org.dermatrail.ops.operations.Result;
import org.dermatrail.ops.serving.SampleStudy;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.disclosure.DisclosurePolicy;
import org.dermatrail.projections.elastic.ElasticServer;
import org.dermatrail.projections.record.AsOf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry whose read side is in Elasticsearch: what the commands do stays the same. */
class AReadSideInAClusterJourneyTest {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final CohortQuestion EVERYTHING =
            new CohortQuestion(AccessFilter.everything(), Criteria.everything(), List.of());

    @TempDir
    Path root = Path.of("");

    static String readSide() {
        return "profile=consortium\nreadside.connection="
                + ElasticServer.shared().address() + "\n";
    }

    static Result done(Registry registry, String operation) {
        var result = Operations.named(operation).run(registry, new Arguments(Map.of()), Progress.SILENT);
        assertThat(result.exit()).as("%s", result.lines()).isEqualTo(Exit.DONE);
        return result;
    }

    private DataFolder folder(String name, String profile) throws IOException {
        var folder = new DataFolder(Files.createDirectories(root.resolve(name)));
        Files.writeString(folder.profile(), profile);
        return folder;
    }

    /** What all questions are answered by the embedded engines, from the same events. */
    private static String embedded(DataFolder folder, String eventsOnly) throws IOException {
        Files.writeString(folder.profile(), eventsOnly);
        try (var registry = Registry.open(folder)) {
            assertThat(registry.awaitVisible(SOON)).isTrue();
            return registry.canonicalDigest();
        }
    }

    @Test
    void imports_answers_checks_and_rebuilds_as_an_embedded_one_does() throws IOException {
        // Given
        var folder = folder("north", readSide());
        String live;
        try (var registry = Registry.open(folder)) {
            SampleStudy.importInto(registry);
            assertThat(registry.awaitVisible(SOON)).isTrue();
            live = registry.canonicalDigest();

            // Then
            assertThat(String.valueOf(done(registry, "status").json().get("engines")))
                    .contains("SQLite in the data folder", "Elasticsearch at [http://127.0.0.1:", "answers=true")
                    .doesNotContain("answers=false");
            assertThat(done(registry, "verify").json()).containsEntry("damage", List.of());
            assertThat(done(registry, "rebuild").json()).containsEntry("answersDigest", live);
        }
        assertThat(Files.exists(folder.readSide().resolve("generation-1"))).isFalse();
        try (var registry = Registry.open(folder)) {
            assertThat(registry.awaitVisible(SOON)).isTrue();
            assertThat(registry.canonicalDigest()).isEqualTo(live);
        }
        assertThat(embedded(folder, "profile=embedded")).isEqualTo(live);
    }

    @Test
    void centres_that_share_the_events_share_the_read_side_and_one_of_them_feeds_it() throws IOException {
        try (var twin = KurrentTwin.start()) {
            // Given
            var events = "profile=consortium\nevents.connection=" + twin.connectionString() + "\n";
            var both = events + readSide().lines().skip(1).findFirst().orElseThrow() + "\n";
            var north = folder("north", both);
            String live;
            try (var first = Registry.open(north);
                    var second = Registry.open(folder("south", both))) {
                // When
                SampleStudy.importInto(first);

                // Then
                assertThat(first.awaitVisible(SOON)).isTrue();
                assertThat(second.awaitVisible(SOON)).isTrue();
                live = first.canonicalDigest();
                assertThat(second.canonicalDigest()).isEqualTo(live);
                assertThat(done(first, "rebuild").json()).containsEntry("answersDigest", live);
                assertThat(second.awaitVisible(SOON)).isTrue();
                assertThat(second.canonicalDigest()).isEqualTo(live);
            }
            assertThat(embedded(north, events)).isEqualTo(live);
        }
    }

    @Test
    void while_it_is_rebuilt_every_question_is_answered_in_full() throws Exception {
        // Given
        try (var registry = Registry.open(folder("north", readSide()))) {
            SampleStudy.importInto(registry);
            assertThat(registry.awaitVisible(SOON)).isTrue();
            var answers = ConcurrentHashMap.<String>newKeySet();
            var stop = new AtomicBoolean();
            try (var asking = Executors.newFixedThreadPool(2)) {
                for (int i = 0; i < 2; i++) {
                    var _ = asking.submit(() -> {
                        while (!stop.get()) {
                            answers.add(answer(registry));
                        }
                    });
                }

                // When
                try {
                    for (int i = 0; i < 2; i++) {
                        var digest = done(registry, "rebuild").json().get("answersDigest");
                        assertThat(digest).isEqualTo(registry.canonicalDigest());
                    }
                } finally {
                    stop.set(true);
                }
            }

            // Then
            assertThat(answers).containsExactly(answer(registry));
        }
    }

    private static String answer(Registry registry) {
        try {
            var questions = registry.questions();
            var counted = questions.cohorts().ask(EVERYTHING, new AsOf.Live(), DisclosurePolicy.EXACT);
            return counted + " " + questions.records().studies(AccessFilter.everything()) + " "
                    + questions.discrepancies().openByField(AccessFilter.everything());
        } catch (RuntimeException failure) {
            return failure.toString();
        }
    }
}

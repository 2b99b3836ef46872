package org.dermatrail.ops.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.dermatrail.ops.commandline.Dermatrail;
import org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin;
import org.dermatrail.ops.operations.Arguments;
import org.dermatrail.ops.operations.Exit;
import org.dermatrail.ops.operations.Operations;
import org.dermatrail.ops.operations.Progress;
import org.dermatrail.ops.operations.Result;
import org.dermatrail.ops.registry.DataFolder;
import org.dermatrail.ops.registry.Registry;
import org.dermatrail.projections.elastic.ElasticServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Elasticsearch goes away at any instant and comes back: nothing acknowledged is lost, nothing counts twice. */
class ADrillOfAKilledClusterTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final int ROWS = 1200;
    private static final int KILLS = 2;
    private static final String COUNT = "{ cohort { participantCount { value } lesionCount { value }"
            + " captureCount { value } facets { field buckets { value count { value } } } } }";

    private static final ElasticServer SERVER = ElasticServer.make(Path.of("target"));

    @TempDir
    Path root = Path.of("");

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    private DataFolder folder(String name, String events) throws IOException {
        var folder = new DataFolder(Files.createDirectories(root.resolve(name)));
        Files.writeString(
                folder.profile(),
                "profile=consortium\nreadside.connection=" + SERVER.address() + "\nreadside.patience.seconds=1\n"
                        + events);
        return folder;
    }

    /** A table in the shape of HAM10000's, made up. */
    private Path table(int rows) throws IOException {
        var lines = new StringBuilder("lesion_id,image_id,dx,dx_type,age,sex,localization,dataset\n");
        for (int row = 0; row < rows; row++) {
            lines.append("L%d,I%d,%s,histo,%d,male,back,vidir_molemax\n"
                    .formatted(row / 2, row, row % 6 < 2 ? "mel" : "nv", 30 + 10 * (row / 2 % 4)));
        }
        return Files.writeString(root.resolve("table-" + rows + ".csv"), lines);
    }

    private static Result imports(Registry registry, Path table, Path receipts) {
        var arguments = new HashMap<String, Object>();
        arguments.put("file", table.toString());
        arguments.put("mapping", "ham10000");
        arguments.put("receipts", receipts.toString());
        return Operations.named("import").run(registry, new Arguments(arguments), Progress.SILENT);
    }

    private static String embedded(DataFolder folder, String profile) throws IOException {
        Files.writeString(folder.profile(), profile);
        try (var registry = Registry.open(folder)) {
            assertThat(registry.awaitVisible(SOON)).isTrue();
            return registry.canonicalDigest();
        }
    }

    private void drill(int seed, DataFolder folder, String eventsOnly) throws Exception {
        var random = new Random(seed);
        var receipts = root.resolve("receipts-" + seed);
        String disturbed;
        try (var registry = Registry.open(folder);
                var importing = Executors.newSingleThreadExecutor()) {
            // When
            var ended = importing.submit(() -> imports(registry, table(ROWS), receipts));
            for (int kill = 0; kill < KILLS; kill++) {
                long rows = (long) (ROWS * (kill + random.nextDouble()) / (KILLS + 1));
                ChildProgram.await(
                        "the read side is on its way", () -> ended.isDone() || visibleRows(registry) >= rows);
                SERVER.kill();
                SERVER.start();
            }
            var result = ended.get(SOON.toSeconds(), TimeUnit.SECONDS);
            if (result.exit() == Exit.UNAVAILABLE) {
                result = imports(registry, table(ROWS), receipts);
            }

            // Then
            assertThat(result.exit()).as("%s", result.lines()).isEqualTo(Exit.DONE);
            assertThat(registry.awaitVisible(SOON)).isTrue();
            disturbed = registry.canonicalDigest();
            assertThat(registry.questions().parked().sequences()).isZero();
        }
        assertThat(Files.readAllLines(receipts).stream()
                        .map(line -> line.split("\t")[0])
                        .distinct())
                .hasSize(ROWS);
        assertThat(embedded(folder, eventsOnly)).isEqualTo(disturbed);
    }

    /** Rows the read side has come up to, by its place; every row is some two events. */
    private static long visibleRows(Registry registry) {
        long last = registry.events().lastPosition();
        return last == 0 ? 0 : (long) ((double) registry.visiblePosition() / last * ROWS);
    }

    @Test
    void an_import_it_is_killed_under_ends_like_an_undisturbed_one() throws Exception {
        drill(1, folder("one", ""), "profile=embedded");
    }

    @Test
    void an_import_into_a_server_of_events_it_is_killed_under_ends_like_an_undisturbed_one() throws Exception {
        try (var twin = KurrentTwin.start()) {
            var events = "events.connection=" + twin.connectionString() + "\n";
            drill(2, folder("two", events), "profile=consortium\n" + events);
        }
    }

    /** How a command ended. */
    private record Ended(int status, JsonNode json) {}

    private Ended run(String command, String... arguments) {
        var all = new java.util.ArrayList<>(
                java.util.List.of(command, "--data", root.resolve("three").toString(), "--json"));
        all.addAll(java.util.List.of(arguments));
        var out = new ByteArrayOutputStream();
        int status = Dermatrail.run(
                all.toArray(String[]::new),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        return new Ended(status, MAPPER.readTree(out.toString(StandardCharsets.UTF_8)));
    }

    @Test
    void questions_and_commands_say_that_it_is_away_and_go_on_when_it_is_back() throws Exception {
        var folder = folder("three", "");
        var question = Files.writeString(root.resolve("question.json"), "{\"facets\": [\"diagnosis\"]}")
                .toString();
        var table = table(60).toString();
        JsonNode shown;
        Ended counted;
        Ended history;
        try (var served = ServedRegistry.in(folder.root())) {
            // Given
            var manager = served.manager("manager-1");
            assertThat(served.learns(manager, COUNT)
                            .path("cohort")
                            .path("captureCount")
                            .path("value")
                            .asInt())
                    .isPositive();

            // When
            SERVER.kill();

            // Then
            assertThat(served.refusal(manager, COUNT)).isEqualTo("READ_SIDE_UNAVAILABLE");
            unavailable(run("cohort", "--criteria", question));
            unavailable(run("history", "sample-study:P-01-a"));
            var status = run("status");
            assertThat(status.status()).isEqualTo(Exit.UNAVAILABLE.status());
            assertThat(status.json().path("engines").path(0).path("answers").asBoolean())
                    .isTrue();
            assertThat(status.json().path("engines").path(1).path("answers").asBoolean(true))
                    .isFalse();
            var imported = run("import", "--mapping", "ham10000", table);
            unavailable(imported);
            assertThat(imported.json().path("recorded").asInt()).isEqualTo(60);

            // When
            SERVER.start();
            var again = run("import", "--mapping", "ham10000", table);

            // Then
            assertThat(again.status()).isZero();
            assertThat(again.json().path("recorded").asInt()).isZero();
            assertThat(run("status").status()).isZero();
            shown = served.learns(manager, COUNT);
            counted = run("cohort", "--criteria", question);
            history = run("history", "L7");
            assertThat(history.json().path("captures").asInt()).isEqualTo(2);
        }

        // And
        SERVER.kill();
        try {
            unavailable(run("verify"));
        } finally {
            SERVER.start();
        }
        assertThat(run("verify").status()).isZero();
        Files.writeString(folder.profile(), "profile=embedded");
        assertThat(run("cohort", "--criteria", question).json()).isEqualTo(counted.json());
        assertThat(run("history", "L7").json()).isEqualTo(history.json());
        try (var served = ServedRegistry.in(folder.root())) {
            assertThat(served.learns(served.manager("manager-2"), COUNT)).isEqualTo(shown);
        }
    }

    private static void unavailable(Ended ended) {
        assertThat(ended.status()).as(ended.json().toString()).isEqualTo(Exit.UNAVAILABLE.status());
        assertThat(ended.json().path("error").asString("")).isEqualTo("READ_SIDE_UNAVAILABLE");
    }
}

package org.dermatrail.ops.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.journeys.Buckets.buckets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.dermatrail.domain.capture.CaptureEvent;
import org.dermatrail.ops.commandline.Dermatrail;
import org.dermatrail.ops.eventstore.sqlite.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Kills a real import again and again: what it acknowledged is there, and what is there is there once. */
class KilledImportJourneyTest {

    private static final int KILLS = 8;
    private static final long SEED = 20_261_120;
    private static final long LOOK_EVERY_NANOS = 300_000;

    /** So that all kills together leave some rows for the life that is left alone. */
    private static final int MOST_RECEIPT_BYTES = 60_000;

    private static final int MOST_WRITES = 3;

    private static final String SPREAD = """
            {"facets": ["diagnosis", "site", "sex", "anatomicSite", "modality", "linked", "withPicture",
              {"field": "ageYears", "interval": 5}, {"field": "disputed", "level": "LESION"},
              {"field": "diagnosis", "level": "LESION"}, {"field": "lesionCaptures", "level": "LESION", "interval": 1}]}""";

    @TempDir
    private Path folder = Path.of("");

    private final Random random = new Random(SEED);

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void nothing_acknowledged_is_lost_nothing_is_there_twice_and_the_counts_are_those_of_an_undisturbed_import()
            throws Exception {
        // Given
        var arguments = SharedData.present() ? isic2019() : generated();
        var receipts = folder.resolve("receipts.tsv");
        Files.createFile(receipts);

        // When
        for (int kill = 0; kill < KILLS; kill++) {
            killedAtAnyMoment(arguments, receipts, kill);
        }
        var report = leftAlone(arguments, receipts);

        // Then
        long rows = report.path("received").asLong();
        assertThat(rows).isGreaterThan(15_000);
        assertThat(report.path("resumed").asBoolean()).isTrue();
        assertThat(report.path("recorded").asLong()).isEqualTo(rows);
        assertThat(report.path("corrected").asLong()).isZero();
        assertThat(report.path("quarantined").asLong()).isZero();
        try (var clinic = Clinic.in(folder.resolve("killed"));
                var undisturbed = Clinic.in(folder.resolve("undisturbed"))) {
            var reference = undisturbed.done("import", arguments);
            for (var count : List.of("lesions", "unlinked")) {
                assertThat(report.path(count).asLong())
                        .isEqualTo(reference.path(count).asLong());
            }
            assertThat(buckets(report.path("discrepancies"))).isEqualTo(buckets(reference.path("discrepancies")));
            assertThat(clinic.asks(SPREAD)).isEqualTo(undisturbed.asks(SPREAD));
            assertThat(clinic.asks(SPREAD).path("captures").asLong()).isEqualTo(rows);
            assertThat(clinic.done("verify", Map.of()).path("damage").size()).isZero();
            assertThat(clinic.done("status", Map.of()).path("imports").size()).isEqualTo(1);
            assertEveryReceiptIsKept(clinic, receipts);
            var live = clinic.registry().canonicalDigest();
            assertThat(clinic.done("rebuild", Map.of()).path("answersDigest").asString())
                    .isEqualTo(live);
        }
    }

    private static void assertEveryReceiptIsKept(Clinic clinic, Path receipts) throws IOException {
        var recorded = new HashMap<String, Integer>();
        try (var events = clinic.registry().events().engine().readEvents(null, false)) {
            events.forEach(event -> {
                if (event.getPayload() instanceof CaptureEvent.CaptureRecorded capture) {
                    recorded.merge(capture.captureId(), 1, Integer::sum);
                }
            });
        }
        assertThat(recorded.values()).containsOnly(1);
        var acknowledged = new HashSet<String>();
        for (var line : Files.readAllLines(receipts)) {
            // The last receipt before a kill may be cut off.
            var parts = line.split("\t", -1);
            if (parts.length == 3) {
                acknowledged.add(parts[1]);
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(5_000);
        assertThat(recorded.keySet()).containsAll(acknowledged);
    }

    /** Starts the import and kills it once it has acknowledged some more rows and then written some more times. */
    private void killedAtAnyMoment(Map<String, Object> arguments, Path receipts, int kill) throws Exception {
        var data = folder.resolve("killed");
        var written = data.resolve(random.nextBoolean() ? "registry/events.db-wal" : "centre/source-map.db-wal");
        long acknowledged = size(receipts) + random.nextInt(MOST_RECEIPT_BYTES);
        int writes = random.nextInt(MOST_WRITES);
        var child = start(arguments, receipts);
        await(child, () -> size(receipts) >= acknowledged);
        for (int write = 0; write < writes; write++) {
            var before = changed(written);
            await(child, () -> !changed(written).equals(before));
        }
        var _ = child.toHandle().destroyForcibly();
        assertThat(child.waitFor()).as("kill %d came too late", kill).isEqualTo(128 + 9);
    }

    private static void await(Process child, BooleanSupplier condition) {
        while (child.isAlive() && !condition.getAsBoolean()) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private static FileTime changed(Path file) {
        try {
            return Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode leftAlone(Map<String, Object> arguments, Path receipts) throws Exception {
        var child = start(arguments, receipts);
        try (var out = child.inputReader()) {
            var printed = out.readAllAsString();
            assertThat(child.waitFor()).isZero();
            return JsonMapper.builder().build().readTree(printed);
        }
    }

    private Process start(Map<String, Object> arguments, Path receipts) throws IOException {
        var line = new ArrayList<>(List.of(
                "import",
                "--json",
                "--data",
                folder.resolve("killed").toString(),
                "--receipts",
                receipts.toString(),
                "--mapping",
                String.valueOf(arguments.get("mapping"))));
        if (arguments.get("joins") instanceof Map<?, ?> joins) {
            joins.forEach((name, path) -> line.addAll(List.of("--join", name + "=" + path)));
        }
        if (arguments.get("pictures") != null) {
            line.addAll(List.of("--pictures", String.valueOf(arguments.get("pictures"))));
        }
        line.add(String.valueOf(arguments.get("file")));
        return ChildJvm.start(List.of(), Dermatrail.class, line.toArray(String[]::new));
    }

    private static Map<String, Object> isic2019() {
        return PublishedTable.ISIC_2019.arguments();
    }

    /** Twenty thousand rows of our own, for where the published table is not at hand. */
    private Map<String, Object> generated() throws IOException {
        return Map.of(
                "mapping",
                "isic2019",
                "file",
                GeneratedTable.write(folder.resolve("generated.csv"), 20_000).toString());
    }
}

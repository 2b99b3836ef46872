package org.dermatrail.ops.eventstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Watches the system calls of an import: picture, folders and log are synced before the acknowledgement is written. */
class DurableOrderTest {

    private static final Pattern CALL = Pattern.compile("^(\\d+) +(.*)$");
    private static final Pattern RESUMED = Pattern.compile("^<\\.\\.\\. \\w+ resumed>(.*)$");
    private static final String UNFINISHED = " <unfinished ...>";

    @TempDir
    private Path folder = Path.of("");

    @Test
    @Timeout(180)
    void picture_folder_and_log_are_synced_before_the_acknowledgement() throws Exception {
        // Given
        assumeTrue(strace().isPresent(), "strace is not installed, so the order of syncs is not watched here");
        var trace = folder.resolve("trace");
        var child = ChildJvm.start(
                List.of(
                        strace().orElseThrow().toString(),
                        "-f",
                        "-y",
                        "-s",
                        "200",
                        "-e",
                        "trace=fsync,fdatasync,write,pwrite64,rename,renameat,renameat2,openat",
                        "-o",
                        trace.toString()),
                ImportingChild.class,
                folder.toString());

        // When
        var acknowledged = new String(child.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .lines()
                .filter(line -> line.startsWith(ImportingChild.ACKNOWLEDGEMENT))
                .map(line -> line.substring(ImportingChild.ACKNOWLEDGEMENT.length()))
                .toList();
        assumeTrue(Files.size(trace) > 0, "strace may not trace here, so the order of syncs is not watched");
        assertThat(child.waitFor()).isZero();

        // Then
        var calls = callsInOrderOfCompletion(trace);
        assertThat(acknowledged).hasSize(ImportingChild.CAPTURES);
        for (var digest : acknowledged) {
            assertOrder(calls, digest);
        }
    }

    private void assertOrder(List<String> calls, String digest) {
        var blobs = folder.resolve("blobs");
        var outer = blobs.resolve(digest.substring(0, 2));
        var inner = outer.resolve(digest.substring(2, 4));
        var renamed = first(calls, 0, call -> call.startsWith("rename") && call.contains(inner + "/" + digest));
        var temporary = calls.get(renamed).split("\"", -1)[1];

        assertThat(last(calls, renamed, call -> isSyncOf(call, temporary)))
                .as("sync of the picture before it is renamed into place")
                .isNotNegative();
        for (var parent : List.of(blobs, outer)) {
            assertThat(last(calls, renamed, call -> isSyncOf(call, parent.toString())))
                    .as("sync of the new folder's parent")
                    .isNotNegative();
        }
        var folderSynced = first(calls, renamed, call -> isSyncOf(call, inner.toString()));
        var log = folder.resolve("events.db-wal").toString();
        var written = first(calls, folderSynced, call -> call.startsWith("pwrite64") && call.contains("<" + log + ">"));
        var logSynced = first(calls, written, call -> isSyncOf(call, log));
        var acknowledged = first(
                calls, 0, call -> call.startsWith("write(1") && call.contains(ImportingChild.ACKNOWLEDGEMENT + digest));

        assertThat(List.of(renamed, folderSynced, written, logSynced, acknowledged))
                .as("rename, sync of the folder, write to the log, sync of the log, acknowledgement")
                .isSorted();
    }

    private static boolean isSyncOf(String call, String path) {
        return call.matches("f(data)?sync\\(.*") && call.contains("<" + path + ">") && call.endsWith("= 0");
    }

    private static int first(List<String> calls, int from, Predicate<String> wanted) {
        for (var i = from; i < calls.size(); i++) {
            if (wanted.test(calls.get(i))) {
                return i;
            }
        }
        throw new AssertionError("A call is missing after " + calls.get(from));
    }

    private static int last(List<String> calls, int before, Predicate<String> wanted) {
        for (var i = before - 1; i >= 0; i--) {
            if (wanted.test(calls.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The calls of all threads. A sync counts when it has come back; a write counts when it begins, which is the
     * stricter reading of both.
     */
    private static List<String> callsInOrderOfCompletion(Path trace) throws IOException {
        var begun = new HashMap<String, String>();
        var calls = new ArrayList<String>();
        for (var line : Files.readAllLines(trace, StandardCharsets.ISO_8859_1)) {
            var call = CALL.matcher(line);
            if (!call.matches()) {
                continue;
            }
            var thread = call.group(1);
            var text = call.group(2);
            var resumed = RESUMED.matcher(text);
            if (resumed.matches()) {
                var start = begun.remove(thread);
                if (start != null && !start.startsWith("write")) {
                    calls.add(start + resumed.group(1));
                }
            } else if (text.endsWith(UNFINISHED)) {
                var start = text.substring(0, text.length() - UNFINISHED.length());
                begun.put(thread, start);
                if (start.startsWith("write")) {
                    calls.add(start);
                }
            } else {
                calls.add(text);
            }
        }
        return calls;
    }

    private static Optional<Path> strace() {
        return Stream.of("/usr/bin/strace", "/bin/strace", "/usr/local/bin/strace")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}

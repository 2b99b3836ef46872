package org.dermatrail.ops.eventstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dermatrail.ops.eventstore.SampleEvents.newStream;
import static org.dermatrail.ops.eventstore.SampleEvents.streamOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.dermatrail.domain.EventCatalogue;
import org.dermatrail.ops.blobs.FileBlobStore;
import org.dermatrail.ops.events.EventSerializer;
import org.dermatrail.ops.events.Upcasters;
import org.dermatrail.ops.eventstore.StorageRefused;
import org.dermatrail.ops.eventstore.StoredEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a file system of a few megabytes; mounting one takes an administrator. */
class FullDiskTest {

    private static final int APPEND_EVENTS = 50;

    @TempDir
    private Path disk = Path.of("");

    private boolean mounted;

    @BeforeEach
    void mountASmallDisk() throws Exception {
        mounted = succeeds("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString());
        assumeTrue(mounted, "A small file system cannot be mounted here, so a full disk is not tried");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(succeeds("umount", disk.toString())).isTrue();
        }
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    @Test
    void a_full_disk_is_a_clear_refusal_and_work_resumes_when_there_is_room() throws Exception {
        // Given
        try (var engine = SqliteEventStorageEngine.open(
                SqliteEventStoreSettings.at(disk.resolve("events.db")),
                new EventSerializer(new EventCatalogue()),
                Upcasters.chain())) {
            var acknowledged = new HashSet<String>();

            // When
            var refusal = appendUntilRefused(engine, acknowledged);

            // Then
            assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo("STORAGE_FULL");
            assertThat(idsIn(engine)).isEqualTo(acknowledged);

            // When
            assertThat(succeeds("mount", "-o", "remount,size=32m", disk.toString()))
                    .isTrue();
            for (var i = 0; i < 20; i++) {
                append(engine, acknowledged);
            }

            // Then
            assertThat(idsIn(engine)).isEqualTo(acknowledged);
        }
    }

    @Test
    void a_picture_that_does_not_fit_is_refused_and_not_there() throws Exception {
        // Given
        var blobs = new FileBlobStore(disk.resolve("blobs"));
        var kept = blobs.put(new byte[1 << 20]);

        // Then
        assertThatThrownBy(() -> blobs.put(new byte[8 << 20])).isInstanceOf(IOException.class);
        assertThat(disk.resolve("blobs").resolve("incoming")).isEmptyDirectory();
        try (var all = blobs.digests()) {
            assertThat(all).containsExactly(kept);
        }
        assertThat(blobs.put(new byte[1 << 19])).hasSize(64);
    }

    private static StorageRefused appendUntilRefused(SqliteEventStorageEngine engine, Set<String> acknowledged) {
        while (true) {
            try {
                append(engine, acknowledged);
            } catch (StorageRefused refusal) {
                return refusal;
            }
        }
    }

    private static void append(SqliteEventStorageEngine engine, Set<String> acknowledged) {
        List<? extends DomainEventMessage<?>> events = streamOf(newStream(), APPEND_EVENTS);
        engine.appendEvents(events);
        events.forEach(event -> acknowledged.add(event.getIdentifier()));
    }

    private static Set<String> idsIn(SqliteEventStorageEngine engine) {
        return engine.scan(0).map(StoredEvent::getEventIdentifier).collect(Collectors.toSet());
    }
}

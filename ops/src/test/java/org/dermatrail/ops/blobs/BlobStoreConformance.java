package org.dermatrail.ops.blobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.dermatrail.domain.image.BlobStore;
import org.junit.jupiter.api.Test;

/** What every blob store must show. Adapters give an empty store and a restart. */
public abstract class BlobStoreConformance {

    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    /** The store under test, empty when a test begins. */
    protected abstract BlobStore store() throws IOException;

    /** The same store, opened again. */
    protected abstract BlobStore restarted() throws IOException;

    @Test
    void bytes_are_named_by_their_digest_and_come_back_equal() throws IOException {
        // Given
        var bytes = "abc".getBytes(StandardCharsets.US_ASCII);

        // When
        var digest = store().put(bytes);

        // Then
        assertThat(digest).isEqualTo(OF_ABC);
        assertThat(read(store(), digest)).isEqualTo(bytes);
        assertThat(store().contains(digest)).isTrue();
    }

    @Test
    void blobs_of_any_length_come_back_equal_after_a_restart() throws IOException {
        // Given
        var random = new Random(7);
        var blobs = new ArrayList<byte[]>();
        for (var length : List.of(0, 1, 4_095, 65_537, 3_000_000)) {
            var blob = new byte[length];
            random.nextBytes(blob);
            blobs.add(blob);
        }

        // When
        var digests = new ArrayList<String>();
        for (var blob : blobs) {
            digests.add(store().put(blob));
        }

        // Then
        var reopened = restarted();
        for (var i = 0; i < blobs.size(); i++) {
            assertThat(read(reopened, digests.get(i))).isEqualTo(blobs.get(i));
        }
        try (var all = reopened.digests()) {
            assertThat(all).containsExactlyInAnyOrderElementsOf(digests);
        }
    }

    @Test
    void equal_bytes_are_stored_once_however_many_bring_them() throws Exception {
        // Given
        var bytes = "the same picture".getBytes(StandardCharsets.UTF_8);

        // When
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> putting = () -> store().put(bytes);
            for (var put : threads.invokeAll(Collections.nCopies(32, putting))) {
                assertThat(put.get()).hasSize(64);
            }
        }

        // Then
        try (var all = store().digests()) {
            assertThat(all).hasSize(1);
        }
    }

    @Test
    void what_was_never_put_is_absent() throws IOException {
        // Given
        var stored = store().put(new byte[] {1});

        // Then
        assertThat(store().contains(stored)).isTrue();
        for (var unknown : List.of(OF_ABC, stored.substring(1), "", "../" + stored, stored.toUpperCase(Locale.ROOT))) {
            assertThat(store().open(unknown)).as(unknown).isEmpty();
            assertThat(store().contains(unknown)).as(unknown).isFalse();
        }
    }

    private static byte[] read(BlobStore store, String digest) throws IOException {
        try (var bytes = store.open(digest).orElseThrow()) {
            return bytes.readAllBytes();
        }
    }
}

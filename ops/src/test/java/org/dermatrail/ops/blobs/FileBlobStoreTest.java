package org.dermatrail.ops.blobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dermatrail.domain.image.BlobStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTest extends BlobStoreConformance {

    @TempDir
    private Path folder = Path.of("");

    private @Nullable FileBlobStore store;

    @Override
    protected BlobStore store() throws IOException {
        return files();
    }

    @Override
    protected BlobStore restarted() throws IOException {
        store = null;
        return files();
    }

    private synchronized FileBlobStore files() throws IOException {
        var files = store == null ? new FileBlobStore(folder.resolve("blobs")) : store;
        store = files;
        return files;
    }

    @Test
    void a_file_lies_in_two_folders_named_by_its_digest() throws IOException {
        // When
        var digest = files().put(new byte[] {1, 2, 3});

        // Then
        assertThat(folder.resolve("blobs")
                        .resolve(digest.substring(0, 2))
                        .resolve(digest.substring(2, 4))
                        .resolve(digest))
                .hasBinaryContent(new byte[] {1, 2, 3});
    }

    @Test
    void what_a_crash_left_half_written_is_swept_and_never_listed() throws IOException {
        // Given
        var kept = files().put(new byte[] {1});
        var incoming = folder.resolve("blobs").resolve("incoming");
        Files.write(incoming.resolve("half"), new byte[] {9});

        // When
        var reopened = new FileBlobStore(folder.resolve("blobs"));

        // Then
        assertThat(incoming).isEmptyDirectory();
        try (var all = reopened.digests()) {
            assertThat(all).containsExactly(kept);
        }
    }

    @Test
    void a_blob_that_rotted_is_told_from_one_that_did_not() throws IOException {
        // Given
        var sound = files().put(new byte[] {1});
        var rotten = files().put(new byte[] {2});
        Files.write(
                folder.resolve("blobs")
                        .resolve(rotten.substring(0, 2))
                        .resolve(rotten.substring(2, 4))
                        .resolve(rotten),
                new byte[] {3});

        // Then
        assertThat(files().verify(sound)).isTrue();
        assertThat(files().verify(rotten)).isFalse();
        assertThat(files().verify("0".repeat(64))).isFalse();
    }
}

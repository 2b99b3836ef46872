package org.dermatrail.pseudonymization.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.dermatrail.pseudonymization.vault.VaultFault.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A vault on a full disk says so, keeps what it gave, and goes on when there is room. */
@Timeout(60)
class FullDiskTest {

    private static final int TOGETHER = 200;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit before each test
    private Path folder;

    private boolean mounted;

    @BeforeEach
    void mountASmallDisk() throws InterruptedException {
        mounted = succeeds("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder.toString());
        assumeTrue(mounted, "A small file system cannot be mounted here, so a full disk is not tried");
    }

    @AfterEach
    void unmount() throws InterruptedException {
        if (mounted) {
            assertThat(succeeds("umount", "-l", folder.toString())).isTrue();
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

    private static List<SourceIdentity> patients(int group) {
        return IntStream.range(group * TOGETHER, (group + 1) * TOGETHER)
                .mapToObj(number -> new SourceIdentity("General Hospital", "MRN-" + number))
                .toList();
    }

    @Test
    void a_full_disk_is_named_and_nothing_that_was_given_is_lost() throws Exception {
        try (var vault = Vault.open(
                folder.resolve("vault.db"), Files.createTempDirectory("keys").resolve("vault.keys"))) {
            // Given
            var first = vault.keysFor(patients(0));

            // When
            var fault = catchThrowableOfType(
                    VaultFault.class, () -> IntStream.range(1, 1000).forEach(group -> vault.keysFor(patients(group))));

            // Then
            assertThat(fault).isNotNull();
            assertThat(fault.code()).isEqualTo(Reason.VAULT_UNAVAILABLE);
            assertThat(fault).hasMessageContaining("no room left");
            assertThat(succeeds("mount", "-o", "remount,size=200m", folder.toString()))
                    .isTrue();
            assertThat(vault.keysFor(patients(999))).hasSize(TOGETHER);
            assertThat(vault.keysFor(patients(0))).isEqualTo(first);
        }
    }
}

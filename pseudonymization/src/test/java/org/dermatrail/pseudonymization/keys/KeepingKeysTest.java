package org.dermatrail.pseudonymization.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.dermatrail.pseudonymization.keys.KeyFault.Reason;
import org.dermatrail.pseudonymization.vault.VaultKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeepingKeysTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit before each test
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path file;

    @BeforeEach
    void makeKeys() {
        file = folder.resolve("vault.keys");
        VaultKeys made = VaultKeys.openOrCreate(file);
        assertThat(made).hasToString("VaultKeys[not shown]");
    }

    @Test
    void belong_to_their_owner_alone_and_leave_nothing_beside() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void stay_the_same_when_opened_again() throws IOException {
        // Given
        byte[] before = Files.readAllBytes(file);

        // When
        VaultKeys again = VaultKeys.openOrCreate(file);

        // Then
        assertThat(again).isNotNull();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------"})
    void are_not_opened_while_others_may_open_them(String rights) throws IOException {
        // Given
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));

        // When, Then
        assertThatThrownBy(() -> VaultKeys.openOrCreate(file))
                .isInstanceOfSatisfying(
                        KeyFault.class, fault -> assertThat(fault.code()).isEqualTo(Reason.KEYS_EXPOSED))
                .hasMessageContaining("chmod 600");
    }

    @Test
    void are_refused_when_damaged_without_showing_them() throws IOException {
        // Given
        String whole = Files.readString(file);
        for (String damaged : new String[] {
            "", whole.substring(0, whole.length() / 2), whole.replace("vault-index", "vault-other"), "\u0000" + whole
        }) {
            Files.writeString(file, damaged);

            // When
            KeyFault fault = catchThrowableOfType(KeyFault.class, () -> VaultKeys.openOrCreate(file));

            // Then
            assertThat(fault.code()).isEqualTo(Reason.KEYS_UNREADABLE);
            assertThat(fault).hasNoCause();
            assertThat(fault.toString()).doesNotContain(whole.substring(20, 40));
        }
    }

    @Test
    void are_not_made_anew_where_they_must_exist() throws IOException {
        Files.delete(file);
        assertThatThrownBy(() -> VaultKeys.open(file))
                .isInstanceOfSatisfying(
                        KeyFault.class, fault -> assertThat(fault.code()).isEqualTo(Reason.KEYS_MISSING));
    }
}

package org.dermatrail.pseudonymization.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dermatrail.pseudonymization.vault.VaultFault.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeepingIdentitiesTest {

    private static final SourceIdentity ONE = new SourceIdentity("General Hospital", "MRN-0031447");
    private static final SourceIdentity OTHER = new SourceIdentity("General Hospital", "MRN-0031448");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit before each test
    private Path folder;

    @Test
    void gives_a_person_the_same_key_for_ever() {
        // Given
        Map<SourceIdentity, String> first;
        try (Vault vault = open()) {
            first = vault.keysFor(List.of(ONE, OTHER, ONE));
        }

        // When
        try (Vault vault = open()) {
            Map<SourceIdentity, String> later = vault.keysFor(List.of(OTHER, ONE));

            // Then
            assertThat(later).isEqualTo(first).hasSize(2);
            assertThat(later.get(ONE)).isNotEqualTo(later.get(OTHER));
            assertThat(UUID.fromString(String.valueOf(later.get(ONE))).version())
                    .isEqualTo(7);
            assertThat(vault.size()).isEqualTo(2);
        }
    }

    @Test
    void knows_a_number_in_another_spelling_but_not_of_another_issuer() {
        try (Vault vault = open()) {
            String key = key(vault, ONE);
            assertThat(key(vault, new SourceIdentity(" General Hospital", "  ＭＲＮ-００31447 ")))
                    .isEqualTo(key);
            assertThat(key(vault, new SourceIdentity("General Hospita", "lMRN-0031447")))
                    .isNotEqualTo(key);
            assertThat(key(vault, new SourceIdentity("General Hospital", "mrn-0031447")))
                    .isNotEqualTo(key);
        }
    }

    @Test
    void writes_nothing_in_clear() throws IOException {
        // Given
        String key;
        try (Vault vault = open()) {
            key = key(vault, ONE);

            // Then, while the write-ahead log still exists
            assertThatFilesHoldNothingOf(key);
        }

        // Then, after it was folded in
        assertThatFilesHoldNothingOf(key);
    }

    @Test
    void reveals_nothing_in_text() {
        assertThat(ONE.toString()).doesNotContain("General", "0031447");
        assertThatThrownBy(() -> new SourceIdentity("General Hospital", "7".repeat(501)))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("7777", "General");
    }

    @Test
    void refuses_a_database_without_its_keys() throws IOException {
        // Given
        try (Vault vault = open()) {
            assertThat(key(vault, ONE)).isNotEmpty();
        }
        Files.delete(keyFile());

        // When, Then
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        VaultFault.class, fault -> assertThat(fault.code()).isEqualTo(Reason.VAULT_KEYS_MISSING))
                .hasMessageContaining("vault.keys");
        assertThat(keyFile()).doesNotExist();
    }

    @Test
    void refuses_foreign_keys() throws IOException {
        // Given
        try (Vault vault = open()) {
            assertThat(key(vault, ONE)).isNotEmpty();
        }
        Files.delete(keyFile());
        VaultKeys foreign = VaultKeys.openOrCreate(keyFile());

        // When, Then
        assertThatThrownBy(() -> Vault.open(database(), foreign))
                .isInstanceOfSatisfying(
                        VaultFault.class, fault -> assertThat(fault.code()).isEqualTo(Reason.VAULT_KEYS_FOREIGN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE person SET participant = CAST(substr(participant, 1, length(participant) - 1) || 'x' AS BLOB)",
                "UPDATE person SET participant = x''",
                "UPDATE person SET participant = (SELECT max(p.participant) FROM person p WHERE p.blind <> person.blind)",
                "UPDATE person SET participant = identity"
            })
    void refuses_a_row_that_was_tampered_with(String tampering) throws SQLException {
        // Given
        try (Vault vault = open()) {
            assertThat(vault.keysFor(List.of(ONE, OTHER))).hasSize(2);
        }
        change(tampering);

        // When
        try (Vault vault = open()) {
            VaultFault fault = catchThrowableOfType(VaultFault.class, () -> vault.keysFor(List.of(ONE, OTHER)));

            // Then
            assertThat(fault.code()).isEqualTo(Reason.VAULT_TAMPERED);
            StringWriter trace = new StringWriter();
            fault.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).doesNotContain("0031447", "General");
        }
    }

    @Test
    void refuses_a_vault_whose_seal_was_taken_away() throws SQLException {
        // Given
        try (Vault vault = open()) {
            assertThat(key(vault, ONE)).isNotEmpty();
        }
        change("DELETE FROM seal");

        // When, Then
        assertThatThrownBy(this::open).isInstanceOfSatisfying(VaultFault.class, fault -> assertThat(fault.code())
                .isEqualTo(Reason.VAULT_TAMPERED));
    }

    @Test
    void is_open_once_only_and_can_be_opened_again_after_closing() {
        try (Vault vault = open()) {
            assertThat(key(vault, ONE)).isNotEmpty();
            assertThatThrownBy(this::open).isInstanceOfSatisfying(VaultFault.class, fault -> assertThat(fault.code())
                    .isEqualTo(Reason.VAULT_IN_USE));
        }
        Vault again = open();
        again.close();
        assertThatThrownBy(() -> again.keysFor(List.of(ONE)))
                .isInstanceOfSatisfying(
                        VaultFault.class, fault -> assertThat(fault.code()).isEqualTo(Reason.VAULT_CLOSED));
    }

    @Test
    void refuses_another_process() throws IOException, InterruptedException {
        try (Vault vault = open()) {
            assertThat(key(vault, ONE)).isNotEmpty();
            assertThat(askInAnotherProcess(OpeningAVault.NOT_LET_IN)).isEqualTo("VAULT_IN_USE");
        }
    }

    @Test
    void keeps_a_key_that_was_given_before_the_process_died() throws IOException, InterruptedException {
        // Given
        String given = askInAnotherProcess(OpeningAVault.DIED);

        // When
        try (Vault vault = open()) {
            // Then
            assertThat(key(vault, ONE)).isEqualTo(given);
        }
    }

    private String askInAnotherProcess(int expectedExit) throws IOException, InterruptedException {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OpeningAVault.class.getName(),
                        database().toString(),
                        keyFile().toString(),
                        ONE.issuer(),
                        ONE.sourceId())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor()).as(said).isEqualTo(expectedExit);
        return said.strip();
    }

    @Test
    void gives_threads_that_race_the_same_keys() throws InterruptedException, ExecutionException {
        // Given
        Map<SourceIdentity, String> seen = new ConcurrentHashMap<>();
        try (Vault vault = open();
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> runs = new ArrayList<>();

            // When
            for (int thread = 0; thread < 4; thread++) {
                List<SourceIdentity> batch = new ArrayList<>(identities(300));
                Collections.shuffle(batch);
                runs.add(threads.submit(() -> vault.keysFor(batch)
                        .forEach((identity, key) -> assertThat(seen.computeIfAbsent(identity, missing -> key))
                                .isEqualTo(key))));
            }
            for (Future<?> run : runs) {
                assertThat(run.get()).isNull();
            }

            // Then
            assertThat(seen).hasSize(300);
            assertThat(vault.size()).isEqualTo(300);
        }
    }

    @Test
    void refuses_requests_without_bound() {
        try (Vault vault = open()) {
            assertThatThrownBy(() -> vault.keysFor(identities(Vault.LARGEST_REQUEST + 1)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(vault.keysFor(List.of())).isEmpty();
        }
    }

    private void assertThatFilesHoldNothingOf(String key) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(content).as("%s", file).doesNotContain("0031447", "General", key, key.replace("-", ""));
                assertThat(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as("%s", file)
                        .isEqualTo("rw-------");
            }
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    private static String key(Vault vault, SourceIdentity identity) {
        return String.valueOf(vault.keysFor(List.of(identity)).get(identity));
    }

    private static List<SourceIdentity> identities(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new SourceIdentity("General Hospital", "MRN-" + i))
                .toList();
    }

    private Vault open() {
        return Vault.open(database(), keyFile());
    }

    private Path database() {
        return folder.resolve("vault.sqlite");
    }

    private Path keyFile() {
        return folder.resolve("vault.keys");
    }
}

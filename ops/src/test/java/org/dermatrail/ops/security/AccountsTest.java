package org.dermatrail.ops.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.dermatrail.graphql.caller.Role;
import org.dermatrail.projections.disclosure.DisclosurePolicy;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class AccountsTest {

    private static final String PASSWORD = "correct horse battery";
    private static final Account READER =
            new Account("reader-1", Role.RESEARCHER, "depth-study", Set.of("naevus-2026"), Set.of(), false);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-04T10:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);

    private final Path folder;
    private Accounts accounts;

    AccountsTest(@TempDir Path folder) {
        this.folder = folder;
        this.accounts = open(folder, clock);
        accounts.add(READER, PASSWORD);
    }

    private static Accounts open(Path folder, Clock clock) {
        return Accounts.open(AccountSettings.usual(folder.resolve("in/accounts.db")), clock);
    }

    @AfterEach
    void close() {
        accounts.close();
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private Token signIn() {
        var outcome = accounts.signIn("reader-1", PASSWORD);
        assertThat(outcome).isInstanceOf(SignIn.Welcome.class);
        return ((SignIn.Welcome) outcome).token();
    }

    @Test
    void the_right_password_opens_with_a_token_that_lets_in() {
        assertThat(accounts.bearer(signIn().secret())).contains(READER);
    }

    @Test
    void wrong_password_unknown_name_and_disabled_account_look_alike() {
        accounts.add(new Account("ethics-1", Role.ETHICS, null, Set.of(), Set.of(), true), PASSWORD);

        assertThat(accounts.signIn("reader-1", "wrong password")).isEqualTo(new SignIn.Wrong(true));
        assertThat(accounts.signIn("ethics-1", PASSWORD)).isEqualTo(new SignIn.Wrong(true));
        assertThat(accounts.signIn("nobody", PASSWORD)).isEqualTo(new SignIn.Wrong(false));
        assertThat(accounts.signIn("' OR 1=1 --", PASSWORD)).isEqualTo(new SignIn.Wrong(false));
    }

    @Test
    void guessing_is_slowed_down_more_and_more_for_known_and_unknown_names() {
        for (var name : List.of("reader-1", "nobody")) {
            for (int i = 0; i < 5; i++) {
                assertThat(accounts.signIn(name, "guess number " + i)).isInstanceOf(SignIn.Wrong.class);
            }
            assertThat(accounts.signIn(name, PASSWORD))
                    .isEqualTo(new SignIn.Wait(name.equals("reader-1"), Duration.ofSeconds(1)));
            pass(Duration.ofSeconds(1));
            assertThat(accounts.signIn(name, "guess")).isInstanceOf(SignIn.Wrong.class);
            assertThat(accounts.signIn(name, PASSWORD))
                    .isEqualTo(new SignIn.Wait(name.equals("reader-1"), Duration.ofSeconds(2)));
        }
        pass(Duration.ofSeconds(2));
        signIn();
        assertThat(accounts.signIn("reader-1", "one slip")).as("forgiven").isInstanceOf(SignIn.Wrong.class);
        signIn();
    }

    @Test
    void made_up_names_cannot_fill_the_file() throws SQLException {
        for (int i = 0; i < 20; i++) {
            accounts.signIn("made-up-" + i, "guess");
        }

        try (var file = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("in/accounts.db"));
                var names = file.createStatement().executeQuery("SELECT name FROM attempt")) {
            int seen = 0;
            for (; names.next(); seen++) {
                assertThat(names.getString(1)).matches("\\?[0-9a-f]{4}");
            }
            assertThat(seen).isBetween(15, 20);
        }
    }

    @Test
    void guessing_in_parallel_gains_nothing() throws Exception {
        Callable<SignIn> guess = () -> accounts.signIn("reader-1", "some other guess");
        try (var threads = Executors.newFixedThreadPool(8)) {
            var looked = threads.invokeAll(Collections.nCopies(8, guess)).stream()
                    .map(Future::resultNow)
                    .filter(SignIn.Wrong.class::isInstance)
                    .count();
            assertThat(looked).isEqualTo(5);
        }
    }

    @Test
    void a_wait_never_exceeds_the_longest() {
        var strict = new AccountSettings(
                folder.resolve("strict.db"),
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ofMinutes(1),
                1,
                Duration.ofSeconds(1),
                Duration.ofSeconds(3));
        try (var few = Accounts.open(strict, clock)) {
            for (var expected : List.of(1, 2, 3, 3)) {
                assertThat(few.signIn("nobody", "guess")).isInstanceOf(SignIn.Wrong.class);
                assertThat(few.signIn("nobody", "guess"))
                        .isEqualTo(new SignIn.Wait(false, Duration.ofSeconds(expected)));
                pass(Duration.ofSeconds(expected));
            }
        }
    }

    @Test
    void a_token_ends_by_time_by_revocation_and_with_its_account() {
        var expiring = signIn();
        pass(Duration.ofHours(12));
        assertThat(accounts.bearer(expiring.secret())).isEmpty();

        var revoked = signIn();
        assertThat(accounts.revoke(revoked.id())).isTrue();
        assertThat(accounts.bearer(revoked.secret())).isEmpty();

        var orphan = signIn();
        accounts.change(new Account("reader-1", Role.RESEARCHER, "depth-study", Set.of(), Set.of(), true));
        assertThat(accounts.bearer(orphan.secret())).isEmpty();
    }

    @Test
    void a_new_password_revokes_all_tokens() {
        var token = signIn();

        accounts.changePassword("reader-1", "another long password");

        assertThat(accounts.bearer(token.secret())).isEmpty();
        assertThat(accounts.signIn("reader-1", PASSWORD)).isInstanceOf(SignIn.Wrong.class);
        assertThat(accounts.signIn("reader-1", "another long password")).isInstanceOf(SignIn.Welcome.class);
    }

    @Test
    void rights_that_change_follow_a_token_at_once() {
        var token = accounts.issue("reader-1", "nightly script", Duration.ofDays(30));

        accounts.change(new Account("reader-1", Role.RESEARCHER, "depth-study", Set.of("other-2026"), Set.of(), false));

        assertThat(accounts.bearer(token.secret()))
                .hasValueSatisfying(account -> assertThat(account.studies()).containsExactly("other-2026"));
        assertThat(accounts.tokens("reader-1")).singleElement().satisfies(entry -> assertThat(entry.label())
                .isEqualTo("nightly script"));
    }

    @Test
    void neither_password_nor_token_is_in_the_file_and_only_its_owner_reads_it() throws IOException {
        var token = signIn();
        var file = folder.resolve("in/accounts.db");
        accounts.close();

        try (var files = Files.list(folder.resolve("in"))) {
            for (var each : files.toList()) {
                var content = Files.readString(each, StandardCharsets.ISO_8859_1);
                assertThat(content).doesNotContain(PASSWORD).doesNotContain(token.secret());
                assertThat(content.contains("{bcrypt}")).isEqualTo(each.equals(file));
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(token.toString()).doesNotContain(token.secret());
    }

    @Test
    void accounts_outlive_the_process() {
        var token = signIn();
        accounts.close();

        accounts = open(folder, clock);

        assertThat(accounts.all()).containsExactly(READER);
        assertThat(accounts.bearer(token.secret())).contains(READER);
    }

    @Test
    void unusable_accounts_and_passwords_are_refused() {
        assertThatThrownBy(() -> accounts.add(READER, PASSWORD)).hasMessageContaining("already");
        assertThatThrownBy(() -> accounts.changePassword("reader-1", "short")).hasMessageContaining("at least 10");
        assertThatThrownBy(() -> accounts.changePassword("reader-1", "ä".repeat(40)))
                .hasMessageContaining("72 bytes");
        assertThatThrownBy(() -> new Account("reader-1", Role.RESEARCHER, null, Set.of(), Set.of(), false))
                .hasMessageContaining("needs a project");
        assertThatThrownBy(() -> new Account("reader-1", Role.RESEARCHER, "registry", Set.of(), Set.of(), false))
                .hasMessageContaining("cannot be projects");
        assertThatThrownBy(() -> new Account("coordinator-1", Role.COORDINATOR, null, Set.of(), Set.of(), false))
                .hasMessageContaining("needs sites");
        assertThatThrownBy(() -> new Account("coordinator-1", Role.ETHICS, null, Set.of(), Set.of("a/b"), false))
                .hasMessageContaining("needs sites");
        assertThatThrownBy(() -> new Account("Carl B", Role.ETHICS, null, Set.of(), Set.of(), false))
                .hasMessageContaining("lower-case");
    }

    @Test
    void each_role_asks_as_what_it_is() {
        var policy = new DisclosurePolicy(10);
        var reader = READER.caller(policy);
        var coordinator = new Account(
                        "coordinator-1", Role.COORDINATOR, null, Set.of(), Set.of("b-1/y", "a-1/x"), false)
                .caller(policy);
        var ethics = new Account("ethics-1", Role.ETHICS, null, Set.of(), Set.of(), false).caller(policy);

        assertThat(reader.scope()).isEqualTo("depth-study");
        assertThat(reader.policy()).isEqualTo(policy);
        assertThat(reader.access().consentedOnly()).isTrue();
        assertThat(reader.access().admits("naevus-2026", "naevus-2026/vienna", true))
                .isTrue();
        assertThat(reader.access().admits("other-2026", "other-2026/vienna", true))
                .isFalse();
        assertThat(coordinator.scope()).isEqualTo("site:a-1/x,b-1/y");
        assertThat(coordinator.policy()).isEqualTo(DisclosurePolicy.EXACT);
        assertThat(coordinator.access().admits("a-1", "a-1/x", false)).isTrue();
        assertThat(coordinator.access().admits("a-1", "a-1/z", true)).isFalse();
        assertThat(ethics.scope()).isEqualTo("ethics");
    }

    @Test
    void a_file_from_before_there_were_sessions_is_read_on() throws Exception {
        var file = folder.resolve("old.db");
        var token = "dt_" + "A".repeat(43);
        try (var old = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = old.createStatement()) {
            statement.execute(
                    "CREATE TABLE account (name TEXT PRIMARY KEY, role TEXT NOT NULL, project TEXT,"
                            + " studies TEXT NOT NULL, sites TEXT NOT NULL, disabled INTEGER NOT NULL, password TEXT NOT NULL)");
            statement.execute("CREATE TABLE token (id INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL"
                    + " REFERENCES account(name), digest TEXT UNIQUE, label TEXT NOT NULL, expires INTEGER NOT NULL,"
                    + " revoked INTEGER NOT NULL)");
            statement.execute("INSERT INTO account VALUES('eva', 'ETHICS', NULL, '', '', 0, 'x')");
            statement.execute("INSERT INTO token(account, digest, label, expires, revoked) VALUES('eva', '"
                    + Tokens.digest(token) + "', 'old', " + Long.MAX_VALUE + ", 0)");
        }

        try (var opened = Accounts.open(AccountSettings.usual(file), clock)) {
            assertThat(opened.bearer(token)).isPresent();
            assertThat(opened.changePassword("eva", "correct horse battery")).isTrue();
            assertThat(opened.signIn("eva", "correct horse battery", TokenKind.SESSION))
                    .isInstanceOfSatisfying(SignIn.Welcome.class, welcome -> assertThat(
                                    opened.session(welcome.token().secret()))
                            .isPresent());
        }
    }
}

package org.dermatrail.ops.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.dermatrail.graphql.caller.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Local accounts and their tokens in one SQLite file.
 *
 * <p>Laws: of a password only a slow salted hash is stored, of a token only a digest; a wrong attempt is counted before
 * the password is looked at, so that guessing in parallel gains nothing; names that are no account are slowed down and
 * take as long as those that are. One process may serve while another changes accounts. Thread-safe.
 */
public final class Accounts implements AutoCloseable {

    /**
     * A token as its owner or a data manager may see it listed.
     *
     * @param id number by which it is revoked
     * @param account whose it is
     * @param label what it is for
     * @param expires until when it is good
     * @param revoked whether it was revoked
     */
    public record TokenEntry(long id, String account, String label, Instant expires, boolean revoked) {}

    private static final int SHORTEST_PASSWORD = 10;
    /** What the hash can take in. */
    private static final int LONGEST_PASSWORD_BYTES = 72;

    private static final int LONGEST_LABEL = 80;
    private static final int MOST_COMPARISONS = 2;
    private static final int BUCKET_DIGITS = 4;
    private static final Duration ATTEMPTS_FORGOTTEN = Duration.ofDays(1);

    private static final List<String> TABLES = List.of("""
            CREATE TABLE IF NOT EXISTS account (
              name TEXT PRIMARY KEY, role TEXT NOT NULL, project TEXT, studies TEXT NOT NULL, sites TEXT NOT NULL,
              disabled INTEGER NOT NULL, password TEXT NOT NULL)
            """, """
            CREATE TABLE IF NOT EXISTS token (
              id INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL REFERENCES account(name),
              digest TEXT UNIQUE, label TEXT NOT NULL, expires INTEGER NOT NULL, revoked INTEGER NOT NULL)
            """, """
            CREATE TABLE IF NOT EXISTS attempt (
              name TEXT PRIMARY KEY, failures INTEGER NOT NULL, last INTEGER NOT NULL, blocked_until INTEGER NOT NULL)
            """);

    private final AccountSettings settings;
    private final Clock clock;
    private final PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();
    private final Semaphore comparisons = new Semaphore(MOST_COMPARISONS);
    private final String nobodysPassword;
    private final Connection connection;

    private Accounts(AccountSettings settings, Clock clock, Connection connection) {
        this.settings = settings;
        this.clock = clock;
        this.connection = connection;
        this.nobodysPassword = encode("nobody has this password");
    }

    /** Opens the file, making it where it is absent. */
    public static Accounts open(AccountSettings settings, Clock clock) {
        try {
            makeFile(settings);
            var connection = DriverManager.getConnection("jdbc:sqlite:" + settings.file());
            try (var statement = connection.createStatement()) {
                for (var pragma : List.of(
                        "PRAGMA journal_mode=WAL",
                        "PRAGMA synchronous=FULL",
                        "PRAGMA busy_timeout=5000",
                        "PRAGMA foreign_keys=ON")) {
                    statement.execute(pragma);
                }
                for (var table : TABLES) {
                    statement.execute(table);
                }
            }
            return new Accounts(settings, clock, connection);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the file of accounts cannot be made", unwritable);
        } catch (SQLException broken) {
            throw outage(broken);
        }
    }

    private static void makeFile(AccountSettings settings) throws IOException {
        var file = settings.file().toAbsolutePath();
        if (Files.notExists(file)) {
            var folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(file, ownerOnly);
            } else {
                Files.createFile(file);
            }
        }
    }

    /**
     * Adds an account.
     *
     * @throws IllegalArgumentException where the name is taken or the password is too short or too long
     */
    public synchronized void add(Account account, String password) {
        var hash = hash(password);
        if (find(account.name()).isPresent()) {
            throw new IllegalArgumentException("there is an account of that name already");
        }
        update(
                "INSERT INTO account(name, role, project, studies, sites, disabled, password) VALUES (?,?,?,?,?,?,?)",
                account.name(),
                account.role().name(),
                account.project(),
                String.join("\n", account.studies()),
                String.join("\n", account.sites()),
                account.disabled() ? 1 : 0,
                hash);
    }

    /** Gives an account other rights; its tokens follow at once. False where there is none of that name. */
    public synchronized boolean change(Account account) {
        return update(
                        "UPDATE account SET role=?, project=?, studies=?, sites=?, disabled=? WHERE name=?",
                        account.role().name(),
                        account.project(),
                        String.join("\n", account.studies()),
                        String.join("\n", account.sites()),
                        account.disabled() ? 1 : 0,
                        account.name())
                > 0;
    }

    /** Sets a new password and revokes all tokens. False where there is no such account. */
    public synchronized boolean changePassword(String name, String password) {
        boolean known = update("UPDATE account SET password=? WHERE name=?", hash(password), name) > 0;
        update("UPDATE token SET revoked=1 WHERE account=?", name);
        return known;
    }

    /** The account of that name. */
    public synchronized Optional<Account> find(String name) {
        return query("SELECT * FROM account WHERE name=?", Accounts::account, name).stream()
                .findFirst();
    }

    /** All accounts, by name. */
    public synchronized List<Account> all() {
        return query("SELECT * FROM account ORDER BY name", Accounts::account);
    }

    /** Tries to sign in; what cannot be a name is wrong without ado. */
    public SignIn signIn(String name, String password) {
        if (!Account.isName(name) || password.length() > LONGEST_PASSWORD_BYTES) {
            return new SignIn.Wrong(false);
        }
        var account = find(name);
        var delay = countAttempt(account.isPresent() ? name : bucket(name), clock.instant());
        if (delay.isPositive()) {
            return new SignIn.Wait(account.isPresent(), delay);
        }
        boolean right = matches(password, passwordOf(name).orElse(nobodysPassword));
        if (!right || account.isEmpty() || account.get().disabled()) {
            return new SignIn.Wrong(account.isPresent());
        }
        synchronized (this) {
            update("DELETE FROM attempt WHERE name=?", name);
            return new SignIn.Welcome(account.get(), issue(name, "sign-in", settings.tokenLife()));
        }
    }

    /** Names without an account share a bounded number of rows, so that made-up names cannot fill the file. */
    private static String bucket(String name) {
        return "?" + Tokens.digest(name).substring(0, BUCKET_DIGITS);
    }

    /** The slow comparison: outside the lock, and few at a time, so that guessing cannot take the whole machine. */
    private boolean matches(String password, String hash) {
        comparisons.acquireUninterruptibly();
        try {
            return encoder.matches(password, hash);
        } finally {
            comparisons.release();
        }
    }

    private synchronized Optional<String> passwordOf(String name) {
        return query("SELECT password FROM account WHERE name=?", row -> row.getString(1), name).stream()
                .findFirst();
    }

    /** Counts an attempt as failed beforehand; positive where it may not be made yet. */
    private synchronized Duration countAttempt(String name, Instant now) {
        update(
                "DELETE FROM attempt WHERE last < ?",
                now.minus(ATTEMPTS_FORGOTTEN).toEpochMilli());
        var blockedUntil = query("SELECT blocked_until FROM attempt WHERE name=?", row -> row.getLong(1), name).stream()
                .findFirst()
                .orElse(0L);
        if (blockedUntil > now.toEpochMilli()) {
            return Duration.ofMillis(blockedUntil - now.toEpochMilli());
        }
        update("""
                INSERT INTO attempt(name, failures, last, blocked_until) VALUES (?, 1, ?, 0)
                ON CONFLICT(name) DO UPDATE SET failures = failures + 1, last = excluded.last
                """, name, now.toEpochMilli());
        int failures = query("SELECT failures FROM attempt WHERE name=?", row -> row.getInt(1), name)
                .getFirst();
        if (failures >= settings.freeAttempts()) {
            update(
                    "UPDATE attempt SET blocked_until=? WHERE name=?",
                    now.plus(waitAfter(failures)).toEpochMilli(),
                    name);
        }
        return Duration.ZERO;
    }

    private Duration waitAfter(int failures) {
        int doublings = Math.min(30, failures - settings.freeAttempts());
        var wait = settings.firstWait().multipliedBy(1L << doublings);
        return wait.compareTo(settings.longestWait()) > 0 ? settings.longestWait() : wait;
    }

    /** Issues a token, for instance to a script. */
    public synchronized Token issue(String name, String label, Duration life) {
        if (label.isBlank() || label.length() > LONGEST_LABEL || !life.isPositive()) {
            throw new IllegalArgumentException(
                    "a token needs a label of 1 to " + LONGEST_LABEL + " characters and a life");
        }
        var expires = clock.instant().plus(life);
        try (var insert = connection.prepareStatement(
                "INSERT INTO token(account, digest, label, expires, revoked) VALUES (?,?,?,?,0)",
                Statement.RETURN_GENERATED_KEYS)) {
            var token = Tokens.next(0, expires);
            set(insert, name, Tokens.digest(token.secret()), label, expires.toEpochMilli());
            insert.executeUpdate();
            try (var keys = insert.getGeneratedKeys()) {
                keys.next();
                return new Token(keys.getLong(1), token.secret(), expires);
            }
        } catch (SQLException broken) {
            throw outage(broken);
        }
    }

    /** Revokes a token for good. False where there is none of that number. */
    public synchronized boolean revoke(long tokenId) {
        return update("UPDATE token SET revoked=1 WHERE id=?", tokenId) > 0;
    }

    /** All tokens of an account, newest first. */
    public synchronized List<TokenEntry> tokens(String name) {
        return query(
                "SELECT id, account, label, expires, revoked FROM token WHERE account=? ORDER BY id DESC",
                row -> new TokenEntry(
                        row.getLong("id"),
                        row.getString("account"),
                        row.getString("label"),
                        Instant.ofEpochMilli(row.getLong("expires")),
                        row.getInt("revoked") == 1),
                name);
    }

    /** The account that a token lets in now: neither expired nor revoked, the account not shut out. */
    public synchronized Optional<Account> bearer(String token) {
        if (!Tokens.looksLikeOne(token)) {
            return Optional.empty();
        }
        return query(
                        """
                        SELECT a.* FROM token t JOIN account a ON a.name = t.account
                        WHERE t.digest=? AND t.revoked=0 AND t.expires>? AND a.disabled=0
                        """,
                        Accounts::account,
                        Tokens.digest(token),
                        clock.instant().toEpochMilli())
                .stream()
                .findFirst();
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException broken) {
            throw outage(broken);
        }
    }

    private String hash(String password) {
        if (password.length() < SHORTEST_PASSWORD
                || password.getBytes(StandardCharsets.UTF_8).length > LONGEST_PASSWORD_BYTES) {
            throw new IllegalArgumentException("a password has at least " + SHORTEST_PASSWORD
                    + " characters and at most " + LONGEST_PASSWORD_BYTES + " bytes");
        }
        return encode(password);
    }

    private String encode(String password) {
        var hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("a password was not hashed");
        }
        return hash;
    }

    /** Reads one row. */
    @FunctionalInterface
    private interface Row<T> {

        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Row<T> row, Object... values) {
        try (var statement = connection.prepareStatement(sql)) {
            set(statement, values);
            var found = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row.read(rows));
                }
            }
            return found;
        } catch (SQLException broken) {
            throw outage(broken);
        }
    }

    private int update(String sql, @Nullable Object... values) {
        try (var statement = connection.prepareStatement(sql)) {
            set(statement, values);
            return statement.executeUpdate();
        } catch (SQLException broken) {
            throw outage(broken);
        }
    }

    private static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getString("project"),
                words(row.getString("studies")),
                words(row.getString("sites")),
                row.getInt("disabled") == 1);
    }

    private static Set<String> words(String lines) {
        return lines.isEmpty() ? Set.of() : Set.of(lines.split("\n"));
    }

    private static IllegalStateException outage(SQLException broken) {
        return new IllegalStateException("the file of accounts cannot be read or written", broken);
    }
}

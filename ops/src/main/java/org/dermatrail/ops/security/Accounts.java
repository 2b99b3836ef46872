package org.dermatrail.ops.security;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.dermatrail.graphql.caller.Role;
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

    private static final int MOST_COMPARISONS = 2;
    private static final int BUCKET_DIGITS = 4;
    private static final Duration ATTEMPTS_FORGOTTEN = Duration.ofDays(1);

    private final AccountSettings settings;
    private final Clock clock;
    private final PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();
    private final Semaphore comparisons = new Semaphore(MOST_COMPARISONS);
    private final String nobodysPassword;
    private final AccountFile file;
    private final TokenBook tokens;

    private Accounts(AccountSettings settings, Clock clock, AccountFile file) {
        this.settings = settings;
        this.clock = clock;
        this.file = file;
        this.tokens = new TokenBook(file, settings, clock);
        this.nobodysPassword = encode("nobody has this password");
    }

    /** Opens the file, making it where it is absent. */
    public static Accounts open(AccountSettings settings, Clock clock) {
        return new Accounts(settings, clock, AccountFile.open(settings.file()));
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
        file.update(
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
        return file.update(
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
        boolean known = file.update("UPDATE account SET password=? WHERE name=?", hash(password), name) > 0;
        tokens.revokeAll(name);
        return known;
    }

    /** The account of that name. */
    public synchronized Optional<Account> find(String name) {
        return file.query("SELECT * FROM account WHERE name=?", Accounts::account, name).stream()
                .findFirst();
    }

    /** All accounts, by name. */
    public synchronized List<Account> all() {
        return file.query("SELECT * FROM account ORDER BY name", Accounts::account);
    }

    /** Tries to sign in for a bearer token. */
    public SignIn signIn(String name, String password) {
        return signIn(name, password, TokenKind.BEARER);
    }

    /** Tries to sign in for a token of this kind; what cannot be a name is wrong without ado. */
    public SignIn signIn(String name, String password, TokenKind kind) {
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
            file.update("DELETE FROM attempt WHERE name=?", name);
            return new SignIn.Welcome(account.get(), tokens.signedIn(kind, name));
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
        return file.query("SELECT password FROM account WHERE name=?", row -> row.getString(1), name).stream()
                .findFirst();
    }

    /** Counts an attempt as failed beforehand; positive where it may not be made yet. */
    private synchronized Duration countAttempt(String name, Instant now) {
        file.update(
                "DELETE FROM attempt WHERE last < ?",
                now.minus(ATTEMPTS_FORGOTTEN).toEpochMilli());
        var blockedUntil =
                file.query("SELECT blocked_until FROM attempt WHERE name=?", row -> row.getLong(1), name).stream()
                        .findFirst()
                        .orElse(0L);
        if (blockedUntil > now.toEpochMilli()) {
            return Duration.ofMillis(blockedUntil - now.toEpochMilli());
        }
        file.update("""
                INSERT INTO attempt(name, failures, last, blocked_until) VALUES (?, 1, ?, 0)
                ON CONFLICT(name) DO UPDATE SET failures = failures + 1, last = excluded.last
                """, name, now.toEpochMilli());
        int failures = file.query("SELECT failures FROM attempt WHERE name=?", row -> row.getInt(1), name)
                .getFirst();
        if (failures >= settings.freeAttempts()) {
            file.update(
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
    public Token issue(String name, String label, Duration life) {
        return tokens.issue(TokenKind.BEARER, name, label, life);
    }

    /** Revokes a token or session for good. False where there is none of that number. */
    public boolean revoke(long tokenId) {
        return tokens.revoke(tokenId);
    }

    /** All tokens and sessions of an account, newest first. */
    public List<TokenEntry> tokens(String name) {
        return tokens.of(name);
    }

    /** The account that a bearer token lets in now: neither expired nor revoked, the account not shut out. */
    public Optional<Account> bearer(String token) {
        return tokens.bearer(token);
    }

    /** The session that a browser's cookie names, where it is good now; asking keeps it from ending unused. */
    public Optional<Session> session(String cookie) {
        return tokens.session(cookie);
    }

    @Override
    public void close() {
        file.close();
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

    static Account account(ResultSet row) throws SQLException {
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
}

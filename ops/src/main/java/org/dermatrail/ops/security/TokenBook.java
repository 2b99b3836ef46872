package org.dermatrail.ops.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dermatrail.ops.security.Accounts.TokenEntry;

/**
 * The tokens of all accounts, bearer tokens and browser sessions alike.
 *
 * <p>Laws: only digests are stored; a token lets in while it is neither expired nor revoked and its account is not shut
 * out, a session besides only while it is used. Thread-safe.
 */
final class TokenBook {

    private static final int LONGEST_LABEL = 80;
    /** Sessions that ended this long ago are forgotten; sign-ins stay on record in the audit log. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(7);
    /** Use is written down at most this often, so that asking does not mean writing. */
    private static final int NOTES_WITHIN_IDLE_LIMIT = 30;

    private final AccountFile file;
    private final AccountSettings settings;
    private final Clock clock;

    TokenBook(AccountFile file, AccountSettings settings, Clock clock) {
        this.file = file;
        this.settings = settings;
        this.clock = clock;
    }

    Token issue(TokenKind kind, String name, String label, Duration life) {
        if (label.isBlank() || label.length() > LONGEST_LABEL || !life.isPositive()) {
            throw new IllegalArgumentException(
                    "a token needs a label of 1 to " + LONGEST_LABEL + " characters and a life");
        }
        var now = clock.instant();
        var token = Tokens.next(kind, now.plus(life));
        long id = file.insert(
                "INSERT INTO token(account, digest, label, expires, revoked, kind, used) VALUES (?,?,?,?,0,?,?)",
                name,
                Tokens.digest(token.secret()),
                label,
                token.expires().toEpochMilli(),
                kind.name(),
                now.toEpochMilli());
        return new Token(id, token.secret(), token.expires());
    }

    /** What a sign-in of this kind gives. */
    Token signedIn(TokenKind kind, String name) {
        if (kind == TokenKind.BEARER) {
            return issue(kind, name, "sign-in", settings.tokenLife());
        }
        file.update(
                "DELETE FROM token WHERE kind='SESSION' AND expires < ?",
                clock.instant().minus(FORGOTTEN_AFTER).toEpochMilli());
        return issue(kind, name, "browser", settings.sessionLife());
    }

    boolean revoke(long tokenId) {
        return file.update("UPDATE token SET revoked=1 WHERE id=?", tokenId) > 0;
    }

    void revokeAll(String name) {
        file.update("UPDATE token SET revoked=1 WHERE account=?", name);
    }

    List<TokenEntry> of(String name) {
        return file.query(
                "SELECT id, account, label, expires, revoked FROM token WHERE account=? ORDER BY id DESC",
                row -> new TokenEntry(
                        row.getLong("id"),
                        row.getString("account"),
                        row.getString("label"),
                        Instant.ofEpochMilli(row.getLong("expires")),
                        row.getInt("revoked") == 1),
                name);
    }

    Optional<Account> bearer(String secret) {
        return Tokens.looksLikeOne(TokenKind.BEARER, secret)
                ? file
                        .query(
                                """
                                SELECT a.* FROM token t JOIN account a ON a.name = t.account
                                WHERE t.digest=? AND t.kind='BEARER' AND t.revoked=0 AND t.expires>? AND a.disabled=0
                                """,
                                Accounts::account,
                                Tokens.digest(secret),
                                clock.instant().toEpochMilli())
                        .stream()
                        .findFirst()
                : Optional.empty();
    }

    private record Found(Session session, long used) {}

    Optional<Session> session(String secret) {
        if (!Tokens.looksLikeOne(TokenKind.SESSION, secret)) {
            return Optional.empty();
        }
        var now = clock.instant();
        var found = file
                .query(
                        """
                        SELECT t.id AS token, t.used, a.* FROM token t JOIN account a ON a.name = t.account
                        WHERE t.digest=? AND t.kind='SESSION' AND t.revoked=0 AND t.expires>? AND t.used>? AND a.disabled=0
                        """,
                        row -> new Found(new Session(row.getLong("token"), Accounts.account(row)), row.getLong("used")),
                        Tokens.digest(secret),
                        now.toEpochMilli(),
                        now.minus(settings.sessionIdle()).toEpochMilli())
                .stream()
                .findFirst();
        found.filter(each -> Duration.between(Instant.ofEpochMilli(each.used()), now)
                                .compareTo(settings.sessionIdle().dividedBy(NOTES_WITHIN_IDLE_LIMIT))
                        >= 0)
                .ifPresent(each -> file.update(
                        "UPDATE token SET used=? WHERE id=?",
                        now.toEpochMilli(),
                        each.session().id()));
        return found.map(Found::session);
    }
}

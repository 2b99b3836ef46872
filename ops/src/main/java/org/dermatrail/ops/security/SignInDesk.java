package org.dermatrail.ops.security;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.dermatrail.domain.audit.AuditLog;
import org.dermatrail.domain.audit.AuditRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Exchanges a name and password for a token.
 *
 * <p>Laws: every attempt is in the audit log before its outcome is told; a name that is no account is not written down,
 * since people type passwords into the wrong box. Thread-safe.
 */
@RestController
public final class SignInDesk {

    private static final Logger LOG = LoggerFactory.getLogger(SignInDesk.class);

    private final Accounts accounts;
    private final AuditLog audit;
    private final Clock clock;

    /** Lets in the holders of these accounts. */
    public SignInDesk(Accounts accounts, AuditLog audit, Clock clock) {
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What is asked.
     *
     * @param name name of the account
     * @param password its password
     */
    public record Credentials(
            @Nullable String name, @Nullable String password) {

        @Override
        public String toString() {
            return "Credentials";
        }
    }

    /**
     * Come in.
     *
     * @param token the token, shown this once
     * @param expires until when it is good, in UTC
     * @param account name of the account
     * @param role its role
     */
    public record Welcomed(String token, String expires, String account, String role) {

        @Override
        public String toString() {
            return "Welcomed[" + account + "]";
        }
    }

    /**
     * Why not.
     *
     * @param code stable name
     * @param message a sentence for a person
     */
    public record Denied(String code, String message) {}

    /** Signs in for a bearer token. */
    @PostMapping(path = "/sign-in", consumes = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Object> signIn(@RequestBody Credentials credentials) {
        return enter(
                credentials,
                TokenKind.BEARER,
                welcome -> new Welcomed(
                        welcome.token().secret(),
                        welcome.token().expires().toString(),
                        welcome.account().name(),
                        welcome.account().role().name()));
    }

    /** Tries to let somebody in for a token of this kind; {@code come} makes the answer where it is granted. */
    ResponseEntity<Object> enter(Credentials credentials, TokenKind kind, Function<SignIn.Welcome, Object> come) {
        var name = credentials.name();
        var password = credentials.password();
        if (name == null || password == null) {
            return denied(HttpStatus.BAD_REQUEST, "BAD_INPUT", "Send name and password.");
        }
        var outcome = accounts.signIn(name, password, kind);
        if (!audited(name, outcome)) {
            if (outcome instanceof SignIn.Welcome welcome) {
                accounts.revoke(welcome.token().id());
            }
            return denied(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "AUDIT_UNAVAILABLE",
                    "The audit log cannot be written now; try later.");
        }
        return switch (outcome) {
            case SignIn.Welcome welcome -> ResponseEntity.ok(come.apply(welcome));
            case SignIn.Wrong wrong -> denied(HttpStatus.UNAUTHORIZED, "SIGN_IN_WRONG", "Name or password is wrong.");
            case SignIn.Wait wait -> tooOften(Math.max(1, wait.delay().toSeconds()));
        };
    }

    private static ResponseEntity<Object> denied(HttpStatus status, String code, String sentence) {
        return ResponseEntity.status(status).body(new Denied(code, sentence));
    }

    private static ResponseEntity<Object> tooOften(long seconds) {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .body(new Denied("SIGN_IN_TOO_OFTEN", "Too many attempts; wait " + seconds + " seconds."));
    }

    private AuditRecord attempt(String account, String role, @Nullable String project, String outcome) {
        return new AuditRecord(
                clock.instant(), account, role, project, "sign-in", "sign-in", "live", outcome, List.of());
    }

    /** Writes a sign-out down; somebody who wants to leave is not kept in where that fails. */
    void left(Account account) {
        try {
            audit.append(new AuditRecord(
                    clock.instant(),
                    account.name(),
                    account.role().name().toLowerCase(Locale.ROOT),
                    account.project(),
                    "sign-out",
                    "sign-out",
                    "live",
                    "signed out",
                    List.of()));
        } catch (RuntimeException outage) {
            LOG.error("A sign-out cannot be written to the audit log", outage);
        }
    }

    private boolean audited(String name, SignIn outcome) {
        try {
            audit.append(
                    switch (outcome) {
                        case SignIn.Welcome welcome ->
                            attempt(
                                    name,
                                    welcome.account().role().name().toLowerCase(Locale.ROOT),
                                    welcome.account().project(),
                                    "signed in");
                        case SignIn.Wrong wrong ->
                            attempt(wrong.known() ? name : "unknown", "none", null, "refused: wrong");
                        case SignIn.Wait wait ->
                            attempt(wait.known() ? name : "unknown", "none", null, "refused: too often");
                    });
            return true;
        } catch (RuntimeException outage) {
            LOG.error("The audit log cannot be written; nobody is let in until it can", outage);
            return false;
        }
    }
}

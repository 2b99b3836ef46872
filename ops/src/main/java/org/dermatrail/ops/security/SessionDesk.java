package org.dermatrail.ops.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Signs browsers in and out.
 *
 * <p>Laws: signing in always begins a new session under a new secret and ends the one the browser had; signing out revokes
 * the session here, whatever the browser does with its cookie; what {@link SignInDesk} promises of sign-ins holds here
 * too. Thread-safe.
 */
@RestController
public final class SessionDesk {

    private final SignInDesk desk;
    private final Accounts accounts;
    private final CsrfTokenRepository forgeryCookies;

    /** Lets in by this desk. */
    public SessionDesk(SignInDesk desk, Accounts accounts, CsrfTokenRepository forgeryCookies) {
        this.desk = desk;
        this.accounts = accounts;
        this.forgeryCookies = forgeryCookies;
    }

    /**
     * Who is signed in.
     *
     * @param account name of the account
     * @param role its role
     * @param project its project, or {@code null}
     */
    public record SignedIn(
            String account, String role, @Nullable String project) {

        static SignedIn as(Account account) {
            return new SignedIn(account.name(), account.role().name(), account.project());
        }
    }

    /** Who is signed in, if anybody; either way the browser learns what to prove its next act with. */
    @GetMapping("/session")
    public ResponseEntity<Object> who(HttpServletRequest request, HttpServletResponse response) {
        var token = forgeryCookies.loadToken(request);
        forgeryCookies.saveToken(token == null ? forgeryCookies.generateToken(request) : token, request, response);
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Account account
                ? ResponseEntity.ok(SignedIn.as(account))
                : notSignedIn();
    }

    private static ResponseEntity<Object> notSignedIn() {
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .body(new SignInDesk.Denied("NOT_SIGNED_IN", "Sign in first."));
    }

    /** Signs in. */
    @PostMapping(path = "/session", consumes = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Object> begin(
            @RequestBody SignInDesk.Credentials credentials, HttpServletRequest request, HttpServletResponse response) {
        return desk.enter(credentials, TokenKind.SESSION, welcome -> {
            end(SessionCookie.recognised(request));
            SessionCookie.give(request, response, welcome.token().secret());
            forgeryCookies.saveToken(forgeryCookies.generateToken(request), request, response);
            return SignedIn.as(welcome.account());
        });
    }

    /** Signs out. */
    @DeleteMapping("/session")
    public ResponseEntity<Object> end(HttpServletRequest request, HttpServletResponse response) {
        var session = SessionCookie.recognised(request);
        if (session.isEmpty()) {
            return notSignedIn();
        }
        end(session);
        SessionCookie.take(request, response);
        return ResponseEntity.noContent().build();
    }

    private void end(Optional<Session> session) {
        session.ifPresent(ended -> {
            if (accounts.revoke(ended.id())) {
                desk.left(ended.account());
            }
        });
    }
}

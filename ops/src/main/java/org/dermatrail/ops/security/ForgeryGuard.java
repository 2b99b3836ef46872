package org.dermatrail.ops.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;

/**
 * Keeps other sites from acting in the name of whoever is signed in in the same browser.
 *
 * <p>Law: what changes something and came with a session's cookie must repeat the readable cookie {@code XSRF-TOKEN} in the
 * header {@code X-XSRF-TOKEN}, which only our own pages can do. A bearer token is never sent by a browser of its own
 * accord, so it needs no such proof. Stateless.
 */
final class ForgeryGuard {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private ForgeryGuard() {}

    /** Where the readable cookie is kept: in the browser. */
    static CsrfTokenRepository cookies() {
        var cookies = CookieCsrfTokenRepository.withHttpOnlyFalse();
        cookies.setCookieCustomizer(cookie -> cookie.path("/").sameSite("Strict"));
        return cookies;
    }

    static void configure(CsrfConfigurer<HttpSecurity> csrf, CsrfTokenRepository cookies) {
        csrf.csrfTokenRepository(cookies)
                .csrfTokenRequestHandler(new HeaderOnly())
                // Each request is recognised anew, which is no sign-in; SessionDesk changes the token where one is.
                .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy())
                .requireCsrfProtectionMatcher(request -> !HARMLESS.contains(request.getMethod())
                        && SessionCookie.recognised(request).isPresent());
    }

    /** Takes the proof from the header alone: looking for it among parameters would take in a whole upload first. */
    private static final class HeaderOnly extends CsrfTokenRequestAttributeHandler {

        @Override
        public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
            return request.getHeader(token.getHeaderName());
        }
    }
}

package org.dermatrail.ops.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Recognises the bearer of a token, or the browser that signed in.
 *
 * <p>Laws: a bearer token is taken from the {@code Authorization} header only, a session from its cookie only, neither
 * from an address; where there is such a header, the cookie is not looked at; what lets nobody in leaves the request
 * without a name, and the chain denies it; what was recognised is forgotten by Spring Security's own filter around this
 * one. Thread-safe.
 */
final class RecognisingFilter extends OncePerRequestFilter {

    private static final String BEARER = "Bearer ";

    private final Accounts accounts;

    RecognisingFilter(Accounts accounts) {
        super();
        this.accounts = accounts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            SessionCookie.in(request).flatMap(accounts::session).ifPresent(session -> {
                SessionCookie.remember(request, session);
                recognise(session.account());
            });
        } else if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            accounts.bearer(header.substring(BEARER.length()).strip()).ifPresent(RecognisingFilter::recognise);
        }
        chain.doFilter(request, response);
    }

    private static void recognise(Account account) {
        var authority = new SimpleGrantedAuthority("ROLE_" + account.role().name());
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(account, null, List.of(authority)));
        SecurityContextHolder.setContext(context);
    }
}

package org.dermatrail.ops.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * The cookie that names a browser's session.
 *
 * <p>Laws: pages cannot read it, other sites cannot send it, it goes over https only where the sign-in came so, and it is
 * gone when the browser is closed. Stateless.
 */
final class SessionCookie {

    static final String NAME = "dermatrail_session";
    private static final String RECOGNISED = SessionCookie.class.getName();

    private SessionCookie() {}

    /** What the request's cookie says; two of the name are none, since one of them is not ours. */
    static Optional<String> in(HttpServletRequest request) {
        var cookies = request.getCookies();
        var values = Stream.of(cookies == null ? new Cookie[0] : cookies)
                .filter(cookie -> cookie.getName().equals(NAME))
                .map(Cookie::getValue)
                .toList();
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /** Gives the browser this session. */
    static void give(HttpServletRequest request, HttpServletResponse response, String secret) {
        write(response, cookie(request, secret).build());
    }

    /** Takes the browser's session away. */
    static void take(HttpServletRequest request, HttpServletResponse response) {
        write(response, cookie(request, "").maxAge(Duration.ZERO).build());
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(HttpServletRequest request, String value) {
        return ResponseCookie.from(NAME, value)
                .httpOnly(true)
                .sameSite("Strict")
                .path("/")
                .secure(request.isSecure());
    }

    private static void write(HttpServletResponse response, ResponseCookie cookie) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    /** Notes for the rest of the request that it came with a session. */
    static void remember(HttpServletRequest request, Session session) {
        request.setAttribute(RECOGNISED, session);
    }

    /** The session that the request came with and that was recognised. */
    static Optional<Session> recognised(HttpServletRequest request) {
        return request.getAttribute(RECOGNISED) instanceof Session session ? Optional.of(session) : Optional.empty();
    }
}

package org.dermatrail.ops.security;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * The headers that tell a browser what our answers may do.
 *
 * <p>Law: they stand on every answer, refusals and errors included, since they are set before anything else looks at the
 * request. Stateless.
 */
public final class SafeHeaders implements Filter {

    /** What pages may do: load scripts, styles, fonts and data from here, and nothing from anywhere else. */
    public static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'";

    /** The same for GraphiQL, whose editor positions its parts by style attributes and brings its font in its styles. */
    public static final String GRAPHIQL_CONTENT_POLICY = CONTENT_POLICY
            .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
            .replace("font-src 'self'", "font-src 'self' data:");

    private static final String POLICY_HEADER = "Content-Security-Policy";

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=(), payment=(), usb=()");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest asked && response instanceof HttpServletResponse answer) {
            set(answer, asked.getRequestURI());
        }
        chain.doFilter(request, response);
    }

    /** Sets them on the answer to a request for this path. */
    public static void set(HttpServletResponse answer, String path) {
        ALWAYS.forEach(answer::setHeader);
        answer.setHeader(POLICY_HEADER, policyOf(path));
    }

    private static String policyOf(String path) {
        return path.equals("/graphiql") || path.startsWith("/graphiql/") ? GRAPHIQL_CONTENT_POLICY : CONTENT_POLICY;
    }
}

package org.dermatrail.ops.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what came from another machine and not by https, where the server listens to other machines.
 *
 * <p>Law: a password or a token is of no use over plain HTTP, so that a proxy which was forgotten, gone round or set up
 * wrongly is noticed at the first attempt. How the browser came is what the proxy says by {@code X-Forwarded-Proto}. Whether
 * the server is up may be asked by whatever watches it. Stateless.
 */
public final class ByProxyOnly extends OncePerRequestFilter {

    private static final Set<String> FOR_WATCHERS = Set.of("/livez", "/readyz");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.isSecure() || FOR_WATCHERS.contains(request.getRequestURI()) || fromThisMachine(request)) {
            chain.doFilter(request, response);
        } else {
            Replies.write(
                    response,
                    403,
                    "HTTPS_REQUIRED",
                    "Ask by https through the proxy, which says so by X-Forwarded-Proto.");
        }
    }

    /** The address is one in digits, so nothing is looked up. */
    private static boolean fromThisMachine(HttpServletRequest request) throws IOException {
        return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
    }
}

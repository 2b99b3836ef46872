package org.dermatrail.ops.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies that are large or do not say how large they are, before a byte of them is read. Thread-safe.
 */
final class SmallBodies extends OncePerRequestFilter {

    private final long mostBytes;

    SmallBodies(long mostBytes) {
        super();
        this.mostBytes = mostBytes;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            Replies.write(
                    response,
                    HttpServletResponse.SC_LENGTH_REQUIRED,
                    "LENGTH_REQUIRED",
                    "Say the length of the body; it is not taken in pieces.");
        } else if (request.getContentLengthLong() > mostBytes) {
            Replies.write(
                    response,
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    "BODY_TOO_LARGE",
                    "A body has at most " + mostBytes + " bytes.");
        } else {
            chain.doFilter(request, response);
        }
    }
}

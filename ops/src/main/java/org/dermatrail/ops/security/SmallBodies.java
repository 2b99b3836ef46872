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

    private static final String UPLOADS = "/imports/uploads";

    private final long mostBytes;
    private final long mostBytesOfAnUpload;

    /** Uploads may be larger than everything else. */
    SmallBodies(long mostBytes, long mostBytesOfAnUpload) {
        super();
        this.mostBytes = mostBytes;
        this.mostBytesOfAnUpload = mostBytesOfAnUpload;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean upload = request.getRequestURI().equals(UPLOADS);
        long most = upload ? mostBytesOfAnUpload : mostBytes;
        if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            refuse(
                    response,
                    HttpServletResponse.SC_LENGTH_REQUIRED,
                    "LENGTH_REQUIRED",
                    "Say the length of the body; it is not taken in pieces.");
        } else if (request.getContentLengthLong() > most) {
            refuse(
                    response,
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    upload ? "UPLOAD_TOO_LARGE" : "BODY_TOO_LARGE",
                    (upload ? "An upload" : "A body") + " has at most " + most + " bytes.");
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void refuse(HttpServletResponse response, int status, String code, String sentence)
            throws IOException {
        // The body is not read, so nothing more can be asked on this connection.
        response.setHeader(HttpHeaders.CONNECTION, "close");
        Replies.write(response, status, code, sentence);
        response.flushBuffer();
    }
}

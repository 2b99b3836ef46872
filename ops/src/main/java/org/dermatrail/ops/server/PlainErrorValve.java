package org.dermatrail.ops.server;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.dermatrail.ops.security.Replies;
import org.dermatrail.ops.security.SafeHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers in our own form what the web server refuses before any of our code sees it. Thread-safe. */
final class PlainErrorValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(PlainErrorValve.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            SafeHeaders.set(response, String.valueOf(request.getRequestURI()));
            if (status < 500) {
                Replies.write(response, status, "BAD_INPUT", "The request cannot be understood; correct it.");
            } else {
                Replies.write(
                        response, status, "INTERNAL", "This should not have happened; the server's log says more.");
            }
            response.finishResponse();
        } catch (IOException gone) {
            LOG.debug("A refused request did not wait for its answer", gone);
        }
    }
}

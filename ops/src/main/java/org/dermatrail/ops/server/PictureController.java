package org.dermatrail.ops.server;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.dermatrail.ops.security.Replies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves pictures at {@code /pictures/{id}} and {@code /pictures/{id}/thumbnail}.
 *
 * <p>Law: an answer may be kept only by the caller's own browser and is asked for anew each time, so that a capture
 * withheld now is gone at once. Thread-safe.
 */
@RestController
public final class PictureController {

    private static final Logger LOG = LoggerFactory.getLogger(PictureController.class);

    private final PictureDesk desk;
    private final Callers callers;

    /** Serves what the desk hands out. */
    public PictureController(PictureDesk desk, Callers callers) {
        this.desk = desk;
        this.callers = callers;
    }

    /** The whole picture. */
    @GetMapping("/pictures/{id}")
    public ResponseEntity<byte[]> picture(@PathVariable("id") String id) {
        return serve(id, false);
    }

    /** A small version of it. */
    @GetMapping("/pictures/{id}/thumbnail")
    public ResponseEntity<byte[]> thumbnail(@PathVariable("id") String id) {
        return serve(id, true);
    }

    private ResponseEntity<byte[]> serve(String id, boolean thumbnail) {
        var caller = callers.current();
        if (caller.isEmpty()) {
            return denied(HttpStatus.UNAUTHORIZED, "NOT_SIGNED_IN", "Sign in first and send the token.");
        }
        if (!PictureDesk.allows(caller.get(), thumbnail)) {
            return denied(HttpStatus.FORBIDDEN, "NOT_ALLOWED", "Your role may not see pictures.");
        }
        try {
            return desk.picture(caller.get(), id, thumbnail)
                    .map(PictureController::shown)
                    .orElseGet(() -> denied(
                            HttpStatus.NOT_FOUND, "NOT_FOUND", "There is no such picture, or it is not yours to see."));
        } catch (RuntimeException outage) {
            LOG.error("A picture cannot be served", outage);
            return denied(
                    HttpStatus.SERVICE_UNAVAILABLE, "UNAVAILABLE", "The picture cannot be served now; try later.");
        }
    }

    private static ResponseEntity<byte[]> shown(PictureDesk.Picture picture) {
        var reply = ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(picture.mediaType()))
                .cacheControl(CacheControl.maxAge(Duration.ZERO).cachePrivate().mustRevalidate());
        if (picture.mediaType().equals(MediaType.APPLICATION_OCTET_STREAM_VALUE)) {
            reply.header(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment().build().toString());
        }
        return reply.body(picture.bytes());
    }

    private static ResponseEntity<byte[]> denied(HttpStatus status, String code, String sentence) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Replies.body(code, sentence).getBytes(StandardCharsets.UTF_8));
    }
}

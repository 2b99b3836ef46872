package org.dermatrail.gateway.http;

import org.springframework.http.HttpStatus;

/** A request that is answered with a status, a code and a sentence instead. */
final class RequestRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final String sentence;

    RequestRefused(HttpStatus status, String code, String sentence) {
        super(sentence);
        this.status = status;
        this.code = code;
        this.sentence = sentence;
    }

    static RequestRefused notFound() {
        return new RequestRefused(HttpStatus.NOT_FOUND, "NOT_FOUND", "There is no such thing, or it is not yours.");
    }

    static RequestRefused notAllowed(String sentence) {
        return new RequestRefused(HttpStatus.FORBIDDEN, "NOT_ALLOWED", sentence);
    }

    HttpStatus status() {
        return status;
    }

    Answers.Problem body() {
        return new Answers.Problem(code, sentence);
    }
}

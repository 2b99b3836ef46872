package org.dermatrail.ops.security;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;

/** Says no in one form: a status, and a JSON body with a code and a sentence. Stateless. */
public final class Replies {

    private Replies() {}

    /**
     * Writes the reply.
     *
     * @param code stable name, letters and underscores
     * @param sentence one sentence without quotation marks or backslashes
     */
    public static void write(HttpServletResponse response, int status, String code, String sentence)
            throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(body(code, sentence).getBytes(StandardCharsets.UTF_8));
    }

    /** The body alone. */
    public static String body(String code, String sentence) {
        if (sentence.indexOf('"') >= 0 || sentence.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("a sentence of a reply holds no quotation mark or backslash");
        }
        return "{\"code\":\"" + code + "\",\"message\":\"" + sentence + "\"}";
    }
}

package org.dermatrail.ops.server;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.dermatrail.ops.security.Replies;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Says in our own form what Spring and the web server refuse.
 *
 * <p>Law: by its status alone; nothing of the request or of what went wrong is repeated. Stateless.
 */
@Controller
final class PlainErrors implements ErrorController {

    @RequestMapping("/error")
    void say(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer told ? told : 404;
        switch (status) {
            case 404 -> Replies.write(response, status, "NOT_FOUND", "There is nothing at this address.");
            case 405 ->
                Replies.write(response, status, "METHOD_NOT_ALLOWED", "This address does not take that method.");
            case 406 ->
                Replies.write(response, status, "NOT_ACCEPTABLE", "What is here has another form than asked for.");
            case 413 -> Replies.write(response, status, "BODY_TOO_LARGE", "The body is larger than is taken here.");
            case 415 ->
                Replies.write(response, status, "MEDIA_TYPE_NOT_TAKEN", "Bodies of that kind are not taken here.");
            default -> other(response, status);
        }
    }

    private static void other(HttpServletResponse response, int status) throws IOException {
        if (status >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
            Replies.write(response, status, "INTERNAL", "This should not have happened; the server's log says more.");
        } else {
            Replies.write(response, status, "BAD_INPUT", "The request cannot be understood; correct it.");
        }
    }
}

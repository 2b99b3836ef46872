package org.dermatrail.ops.server;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.dermatrail.ops.console.ConsolePages;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * The plain page for those who write their questions themselves: what this is, how to sign in, what to try. It is also the
 * first page where the console was not built.
 *
 * <p>Law: holds no data of anyone; ready sign-ins are shown by the demo only, which serves synthetic data to this machine.
 */
@RestController
final class Welcome {

    private final AtomicReference<List<ReadySignIn>> ready = new AtomicReference<>(List.of());

    private final ConsolePages console;

    Welcome(ConsolePages console) {
        this.console = console;
    }

    void show(List<ReadySignIn> signIns) {
        ready.set(List.copyOf(signIns));
    }

    /**
     * A sign-in that the console offers.
     *
     * @param name name of the account
     * @param password its password
     * @param role its role
     * @param label role in words
     */
    record Offer(String name, String password, String role, String label) {

        @Override
        public String toString() {
            return "Offer[" + name + "]";
        }
    }

    /** Sign-ins that are ready to be tried: none but in the demo. */
    @GetMapping(path = "/session/ready", produces = MediaType.APPLICATION_JSON_VALUE)
    List<Offer> offers() {
        return ready.get().stream()
                .map(signIn -> new Offer(
                        signIn.account(), signIn.password(), signIn.role().name(), signIn.label()))
                .toList();
    }

    @GetMapping(
            path = {"/", "/welcome"},
            produces = MediaType.TEXT_HTML_VALUE)
    String page() {
        var page = new StringBuilder(4096);
        page.append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Dermatrail</title>")
                .append("<link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/welcome/page.css\">")
                .append("</head><body><h1>Dermatrail</h1>")
                .append("<p>An event-sourced, multicentre registry of skin images for research.</p>");
        if (!console.built()) {
            page.append("<p>The console is not here: this Dermatrail was built without npm.</p>");
        }
        var signIns = ready.get();
        if (signIns.isEmpty()) {
            page.append("<p>Sign in by <code>POST /sign-in</code> with name and password, or with a token from")
                    .append(" <code>dermatrail user token NAME</code>; then ask at <code>/graphql</code>, or try it in")
                    .append(" <a href=\"/graphiql\">GraphiQL</a>.</p>");
        } else {
            page.append(
                            "<p>This demo holds a small <strong>synthetic</strong> study: four centres, 25 participants, five")
                    .append(
                            " kinds of imaging, two years. Choose a role; each link opens GraphiQL signed in as it. Paste")
                    .append(" what to try, and press the arrow.</p>");
            signIns.forEach(signIn -> append(page, signIn));
        }
        return page.append("</body></html>").toString();
    }

    private static void append(StringBuilder page, ReadySignIn signIn) {
        page.append("<section><h2>")
                .append(HtmlUtils.htmlEscape(signIn.label()))
                .append("</h2><p><a href=\"/graphiql#token=")
                .append(HtmlUtils.htmlEscape(signIn.token()))
                .append("\">Open GraphiQL as ")
                .append(HtmlUtils.htmlEscape(signIn.account()))
                .append("</a>, or send <code>Authorization: Bearer ")
                .append(HtmlUtils.htmlEscape(signIn.token()))
                .append("</code></p>");
        for (var each : signIn.tries()) {
            page.append("<p>")
                    .append(HtmlUtils.htmlEscape(each.sentence()))
                    .append("</p><pre>")
                    .append(HtmlUtils.htmlEscape(each.query()))
                    .append("</pre>");
        }
        page.append("</section>");
    }
}

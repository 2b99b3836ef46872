package org.dermatrail.ops.server;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * The first page: what this is, how to sign in, what to try.
 *
 * <p>Law: holds no data of anyone; ready sign-ins are shown by the demo only, which serves synthetic data to this machine.
 */
@RestController
final class Welcome {

    private final AtomicReference<List<ReadySignIn>> ready = new AtomicReference<>(List.of());

    void show(List<ReadySignIn> signIns) {
        ready.set(List.copyOf(signIns));
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String page() {
        var page = new StringBuilder(4096);
        page.append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Dermatrail</title>")
                .append("<link rel=\"icon\" href=\"data:,\"><style>")
                .append(
                        "body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#222}")
                .append("pre{background:#f4f1ee;padding:.8rem;overflow-x:auto;font-size:.85rem}")
                .append(
                        "code{background:#f4f1ee;word-break:break-all}section{border-top:1px solid #ccc;margin-top:1.5rem}")
                .append("</style></head><body><h1>Dermatrail</h1>")
                .append("<p>An event-sourced, multicentre registry of skin images for research.</p>");
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
                .append(HtmlUtils.htmlEscape(signIn.role()))
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

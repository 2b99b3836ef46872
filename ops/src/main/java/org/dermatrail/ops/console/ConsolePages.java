package org.dermatrail.ops.console;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers every address of the console with its one page, whose script then shows what belongs there.
 *
 * <p>Laws: the page holds no data and is answered here, so that nothing behind this filter can be reached by asking for a
 * page; addresses of the API are never answered with it, whatever a browser says it would take. Immutable and
 * thread-safe.
 */
public final class ConsolePages {

    /** First parts of addresses that are not the console's. */
    private static final Set<String> NOT_PAGES = Set.of(
            "graphql",
            "graphiql",
            "session",
            "sign-in",
            "imports",
            "pictures",
            "local",
            "assets",
            "webjars",
            "welcome",
            "error",
            "favicon.ico",
            "favicon.svg");

    private static final Set<String> HOME = Set.of("/", "/index.html");

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final String location;
    private final byte[] page;

    private ConsolePages(String location, byte[] page) {
        this.location = location;
        this.page = page;
    }

    /**
     * The console built into a folder of the class path, or none where there is no page.
     *
     * @param location the folder, with a slash at its end
     */
    public static ConsolePages at(String location) {
        var index = new ClassPathResource(location + "index.html");
        if (!index.exists()) {
            return new ConsolePages(location, new byte[0]);
        }
        try {
            return new ConsolePages(location, index.getContentAsByteArray());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the console's page cannot be read", unreadable);
        }
    }

    /** Whether the console was built. */
    public boolean built() {
        return page.length > 0;
    }

    /** Where its files lie, as a location of resources. */
    public String resources() {
        return "classpath:/" + location;
    }

    /** What answers them; it belongs inside the chain of security. */
    public Filter filter() {
        return new Pages();
    }

    private final class Pages extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (!built() || !asksForAPage(request)) {
                chain.doFilter(request, response);
                return;
            }
            response.setContentType(MediaType.TEXT_HTML_VALUE + ";charset=UTF-8");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setContentLength(page.length);
            if (!request.getMethod().equals("HEAD")) {
                response.getOutputStream().write(page);
            }
        }
    }

    private static boolean asksForAPage(HttpServletRequest request) {
        var path = request.getRequestURI();
        if (!READING.contains(request.getMethod())) {
            return false;
        }
        return HOME.contains(path) || (!NOT_PAGES.contains(first(path)) && takesHtml(request));
    }

    private static String first(String path) {
        int end = path.indexOf('/', 1);
        return path.substring(1, end < 0 ? path.length() : end);
    }

    private static boolean takesHtml(HttpServletRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
    }
}

package org.dermatrail.graphql.door;

import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one request asked and what was laid out for it, one page a root field, written down while it is answered and
 * copied to the audit log before the answer leaves.
 *
 * <p>Law: an id is written down in the moment it is scoped for the caller. Thread-safe.
 */
public final class Notebook {

    /** What is known of one root field. */
    static final class Page {

        final String action;
        String question;
        final Set<String> positions = new TreeSet<>();
        final List<String> words = new ArrayList<>();
        final Set<String> subjects = new LinkedHashSet<>();

        Page(String action, String question) {
            this.action = action;
            this.question = question;
        }

        String position() {
            return positions.isEmpty() ? "live" : String.join(", ", positions);
        }
    }

    private final Map<String, Page> pages = new LinkedHashMap<>();

    Notebook() {}

    /** The notebook of the request. */
    public static Notebook of(DataFetchingEnvironment env) {
        Notebook notebook = env.getGraphQlContext().get(Notebook.class);
        if (notebook == null) {
            throw new IllegalStateException("a question was asked past the doorkeeper");
        }
        return notebook;
    }

    synchronized void open(DataFetchingEnvironment env, String action, String question) {
        pages.put(root(env), new Page(action, question));
    }

    /** Says the question in canonical words, in place of the plain arguments. */
    public synchronized void question(DataFetchingEnvironment env, String question) {
        page(env).question = question;
    }

    /** Says up to when data were read. */
    public synchronized void position(DataFetchingEnvironment env, String position) {
        page(env).positions.add(position);
    }

    /** Says in words what was disclosed. */
    public synchronized void disclosed(DataFetchingEnvironment env, String words) {
        page(env).words.add(words);
    }

    /** Says that an id was shown. */
    public synchronized void shown(DataFetchingEnvironment env, String scopedId) {
        page(env).subjects.add(scopedId);
    }

    synchronized Map<String, Page> pages() {
        return new LinkedHashMap<>(pages);
    }

    private Page page(DataFetchingEnvironment env) {
        var page = pages.get(root(env));
        if (page == null) {
            throw new IllegalStateException("nothing is noted for " + root(env));
        }
        return page;
    }

    private static String root(DataFetchingEnvironment env) {
        var path = env.getExecutionStepInfo().getPath();
        while (path.getParent() != null && !path.getParent().isRootPath()) {
            path = path.getParent();
        }
        return path.getSegmentName();
    }
}

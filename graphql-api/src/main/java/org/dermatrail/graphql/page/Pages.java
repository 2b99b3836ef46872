package org.dermatrail.graphql.page;

import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms.Kind;
import org.dermatrail.graphql.door.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Reads what page is asked for and lays it out; a cursor is the scoped id of the item it stands at. Thread-safe.
 */
public final class Pages {

    /** Largest page. */
    public static final int LARGEST = 100;

    /** Page size where none is asked for. */
    public static final int USUAL = 20;

    private final ScopedIds ids;

    /** Scopes cursors by these ids. */
    public Pages(ScopedIds ids) {
        this.ids = ids;
    }

    /** How many items are asked for. */
    public static int first(DataFetchingEnvironment env) {
        Integer first = env.getArgument("first");
        if (first == null) {
            return USUAL;
        }
        if (first < 1 || first > LARGEST) {
            throw Refused.argument("PAGE_SIZE", "first", "first is 1 to " + LARGEST + ".");
        }
        return first;
    }

    /** After which item the page starts, or {@code null} at the beginning. */
    public @Nullable String after(DataFetchingEnvironment env, Kind kind) {
        String cursor = env.getArgument("after");
        return cursor == null ? null : ids.in(env, kind, cursor).orElseThrow(Pages::unknownCursor);
    }

    /** A page that holds these ids, in order. */
    public Connection<String> page(DataFetchingEnvironment env, Kind kind, List<String> pageIds, boolean hasNext) {
        return Connection.of(pageIds, id -> ids.out(env, kind, id), env.getArgument("after") != null, hasNext);
    }

    /** The page asked for out of ids that are all at hand. */
    public Connection<String> slice(DataFetchingEnvironment env, Kind kind, List<String> all) {
        var after = after(env, kind);
        int from = after == null ? 0 : all.indexOf(after) + 1;
        if (after != null && from == 0) {
            throw unknownCursor();
        }
        int to = Math.min(all.size(), from + first(env));
        return page(env, kind, all.subList(from, to), to < all.size());
    }

    /** What is said of a cursor that this caller was never given. */
    public static Refused unknownCursor() {
        return Refused.argument(
                Refused.CURSOR_UNKNOWN, "after", "The cursor is none of this list; start from the beginning.");
    }
}

package org.dermatrail.graphql.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A page in the form Relay asks for. Immutable.
 *
 * @param edges what is on the page
 * @param pageInfo where it stands
 * @param <T> what a node is: an id still to be loaded, or the thing itself
 */
public record Connection<T>(List<Edge<T>> edges, PageInfo pageInfo) {

    /**
     * One item of a page. Its cursor is made when it is asked for, since what is not asked for must not be noted as shown.
     *
     * @param place makes the cursor
     * @param node the item
     * @param <T> what a node is
     */
    public record Edge<T>(Supplier<String> place, T node) {

        /** Where it stands, telling nothing. */
        public String cursor() {
            return place.get();
        }
    }

    /**
     * Where a page stands.
     *
     * @param hasNextPage whether more follows
     * @param hasPreviousPage whether something came before
     * @param first the first item, or {@code null}
     * @param last the last item, or {@code null}
     */
    public record PageInfo(
            boolean hasNextPage,
            boolean hasPreviousPage,
            @Nullable Edge<?> first,
            @Nullable Edge<?> last) {

        /** Cursor of the first item, or {@code null}. */
        public @Nullable String startCursor() {
            return first == null ? null : first.cursor();
        }

        /** Cursor of the last item, or {@code null}. */
        public @Nullable String endCursor() {
            return last == null ? null : last.cursor();
        }
    }

    /** Copies the edges. */
    public Connection {
        edges = List.copyOf(edges);
    }

    /** A page of these items. */
    public static <T> Connection<T> of(List<T> items, Function<T, String> cursor, boolean later, boolean hasNext) {
        var edges = new ArrayList<Edge<T>>();
        for (var item : items) {
            edges.add(new Edge<>(() -> cursor.apply(item), item));
        }
        var first = edges.isEmpty() ? null : edges.getFirst();
        var last = edges.isEmpty() ? null : edges.getLast();
        return new Connection<>(edges, new PageInfo(hasNext, later, first, last));
    }
}

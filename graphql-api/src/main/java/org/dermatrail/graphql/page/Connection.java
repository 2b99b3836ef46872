package org.dermatrail.graphql.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
     * One item of a page.
     *
     * @param cursor where it stands, telling nothing
     * @param node the item
     * @param <T> what a node is
     */
    public record Edge<T>(String cursor, T node) {}

    /**
     * Where a page stands.
     *
     * @param hasNextPage whether more follows
     * @param hasPreviousPage whether something came before
     * @param startCursor cursor of the first item, or {@code null}
     * @param endCursor cursor of the last item, or {@code null}
     */
    public record PageInfo(
            boolean hasNextPage,
            boolean hasPreviousPage,
            @Nullable String startCursor,
            @Nullable String endCursor) {}

    /** Copies the edges. */
    public Connection {
        edges = List.copyOf(edges);
    }

    /** A page of these items. */
    public static <T> Connection<T> of(List<T> items, Function<T, String> cursor, boolean later, boolean hasNext) {
        var edges = new ArrayList<Edge<T>>();
        for (var item : items) {
            edges.add(new Edge<>(cursor.apply(item), item));
        }
        return new Connection<>(
                edges,
                new PageInfo(
                        hasNext,
                        later,
                        edges.isEmpty() ? null : edges.getFirst().cursor(),
                        edges.isEmpty() ? null : edges.getLast().cursor()));
    }
}

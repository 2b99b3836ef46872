package org.dermatrail.projections.cohort;

import java.util.function.Consumer;

/** Where rows come from, all of them, each time anew. Thread-safe. */
@FunctionalInterface
public interface RowSource {

    /** Hands out every row once, in any order. */
    void forEach(Consumer<BlockRow> rows);
}

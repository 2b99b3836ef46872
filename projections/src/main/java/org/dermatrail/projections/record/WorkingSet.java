package org.dermatrail.projections.record;

import org.jspecify.annotations.Nullable;

/**
 * The entries a fold reads and writes.
 *
 * <p>Law: {@link #find} sees what {@link #put} put before. For one thread.
 */
public interface WorkingSet {

    /** The entry as it is now, or {@code null} where there is none. */
    <E extends Entry> @Nullable E find(Class<E> kind, String id);

    /** Puts an entry in place of the one of its kind and id. */
    void put(Entry entry);

    /** The next dense number for an entry of this kind: 0, 1, 2, … */
    int nextOrdinal(Class<? extends Entry> kind);
}

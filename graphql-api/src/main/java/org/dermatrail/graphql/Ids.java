package org.dermatrail.graphql;

/** Gives out ids for what is new: time-ordered UUIDs, never derived from anything identifying. Thread-safe. */
@FunctionalInterface
public interface Ids {

    /** An id never given out before. */
    String next();
}

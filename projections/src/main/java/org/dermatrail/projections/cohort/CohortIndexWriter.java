package org.dermatrail.projections.cohort;

import java.util.List;

/**
 * Takes rows into a cohort index.
 *
 * <p>Laws: writing a block replaces the block of its key whole; writing it again changes no answer; what was written is seen
 * by every question asked after {@link #write} returned, and is durable after {@link #commit} returned. For one thread at a
 * time.
 */
public interface CohortIndexWriter {

    /**
     * Says that entries are about to change whose rows follow: questions asked from now on wait for them, so that whoever
     * has seen the entries is counted right.
     */
    void announce();

    /** Ends an announcement, after the rows were written or where none will come. */
    void announced();

    /** Writes blocks, in this order. */
    void write(List<CohortBlock> blocks);

    /**
     * Makes everything written durable.
     *
     * @param position of the entries that the rows were made from
     */
    void commit(long position);

    /** The position given at the last commit that is there, -1 where there is none. */
    long committedPosition();

    /** Drops everything. */
    void clear();
}

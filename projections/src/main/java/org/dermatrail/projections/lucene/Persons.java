package org.dermatrail.projections.lucene;

import org.apache.lucene.util.FixedBitSet;

/**
 * Distinct participants of numbered buckets. Rows are taken in many at a time, by a loop that does nothing else. For one
 * thread.
 */
sealed interface Persons permits PersonSets, FewPersons {

    /** Makes room for so many buckets; what was counted stays. */
    void reach(int buckets);

    /** Whether it makes any difference to count rows of these buckets. */
    boolean wants(int[] buckets, int count);

    /**
     * Counts rows.
     *
     * @param buckets the bucket of each row; what goes to {@link Buckets#NOWHERE} is never asked for
     * @param participants who each row counts for, as in {@link Units}
     * @param count how many rows
     */
    void add(int[] buckets, int[] participants, int count);

    /** Whom any of some buckets has met, as far as they are told apart. */
    FixedBitSet union(int[] buckets);

    /** Whether all are told apart, however many. */
    boolean tellsAll();
}

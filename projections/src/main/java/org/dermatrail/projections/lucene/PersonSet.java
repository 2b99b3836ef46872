package org.dermatrail.projections.lucene;

import org.jspecify.annotations.Nullable;

/**
 * Distinct participants, a bit each, in blocks that are made when they are first needed: adding one asks nothing that a
 * processor would have to guess, and a bucket with few of them stays small. For one thread.
 */
final class PersonSet {

    /** Participants of a block as a power of two, and the low bit of a participant's number that says surrogate. */
    private static final int BLOCK = 12 + 1;

    private static final int WORDS = 1 << (BLOCK - 1 - 6);

    private final long[] @Nullable [] blocks;

    /** Of participants with ordinals below a limit. */
    PersonSet(int limit) {
        blocks = new long[((limit << 1) >> BLOCK) + 1][];
    }

    /** Adds one, by number as in {@link RowDocuments#PARTICIPANT}. */
    void add(int participant) {
        var block = blocks[participant >> BLOCK];
        if (block == null) {
            block = new long[WORDS];
            blocks[participant >> BLOCK] = block;
        }
        block[(participant >> 7) & (WORDS - 1)] |= 1L << (participant >> 1);
    }

    long count() {
        long count = 0;
        for (var block : blocks) {
            if (block != null) {
                for (long word : block) {
                    count += Long.bitCount(word);
                }
            }
        }
        return count;
    }
}

package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.index.LeafReader;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.Level;
import org.jspecify.annotations.Nullable;

/**
 * Some matching rows of one segment, rising, to be counted column by column. What is told of them stands in arrays of its own
 * that are written anew for the next stretch, so that going through a million rows makes no garbage. For one thread.
 */
final class Stretch {

    /** Rows that are worth going through together. */
    private static final int WORTH = 2048;

    private static final int MOST = WORTH + RowSet.STRETCH * Long.SIZE;

    private final int[] rows = new int[MOST];
    private final int[] participants = new int[MOST];
    private final int[] lesions = new int[MOST];
    private final int[] captures = new int[MOST];
    private final int[] codes = new int[MOST];
    private @Nullable Segment segment;
    private @Nullable LeafReader reader;
    private int count;
    private int fetched;

    /** Begins a segment. */
    void begin(Segment of, LeafReader with) {
        segment = of;
        reader = with;
        empty();
    }

    /** Lets the segment go. */
    void end() {
        segment = null;
        reader = null;
        empty();
    }

    /** Takes in the rows of words. */
    void take(int firstWord, int words, long[] fitting) {
        int at = count;
        for (int word = 0; word < words; word++) {
            int base = (firstWord + word) << 6;
            for (long left = fitting[word]; left != 0; left &= left - 1) {
                rows[at++] = base + Long.numberOfTrailingZeros(left);
            }
        }
        count = at;
    }

    /** Whether no row is left out between the first and the last, so that they can be copied together. */
    private boolean isGapless() {
        return count > 0 && rows[count - 1] - rows[0] == count - 1;
    }

    boolean isWorthwhile() {
        return count >= WORTH;
    }

    void empty() {
        count = 0;
        fetched = 0;
    }

    int count() {
        return count;
    }

    int row(int at) {
        return rows[at];
    }

    /** Who each row counts for, as in {@link Units}. */
    int[] participants() throws IOException {
        fetch();
        return participants;
    }

    /** Who one row counts for. */
    int participant(int at) throws IOException {
        return units().participant(rows[at]);
    }

    /** As in {@link Units}. */
    int[] lesions() throws IOException {
        fetch();
        return lesions;
    }

    /** As in {@link Units}. */
    int[] captures() throws IOException {
        fetch();
        return captures;
    }

    /** Whether each row surely counts for one capture, so that nobody need look which. */
    boolean arePlainCaptures() throws IOException {
        return count == 0 || units().arePlainCaptures(rows[0], rows[count - 1]);
    }

    /** The numbers of a level. */
    int[] numbers(Level level) throws IOException {
        return switch (level) {
            case PARTICIPANT -> participants();
            case LESION -> lesions();
            case CAPTURE -> captures();
        };
    }

    /** Fetches all three numbers once, however many facets ask for them. */
    private void fetch() throws IOException {
        if (fetched < count) {
            units().gather(rows, fetched, count, participants, lesions, captures);
            fetched = count;
        }
    }

    private Units units() throws IOException {
        return segment().units(reader());
    }

    /** The codes of the rows; until codes are asked for again, and to be written over by whoever asked. */
    int[] codes(Column column) {
        if (isGapless()) {
            column.codes().copy(rows[0], count, codes);
        } else {
            column.codes().gather(rows, count, codes);
        }
        return codes;
    }

    Column column(CohortField field) throws IOException {
        return segment().field(field, reader());
    }

    Segment.Heads heads(Level level) throws IOException {
        return segment().heads(level, reader());
    }

    LeafReader reader() {
        return Objects.requireNonNull(reader, "begin a segment first");
    }

    private Segment segment() {
        return Objects.requireNonNull(segment, "begin a segment first");
    }
}

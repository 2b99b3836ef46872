package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.Edge;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the rows that fit criteria and may be seen. Cannot be made without the access filter. For one question.
 */
final class RowSearch implements AutoCloseable {

    /** Counts rows. */
    interface Tally {

        /** Begins a segment. */
        default void begin(Stretch of) throws IOException {}

        /** Whether any row of a stretch of words could change what was counted so far. */
        default boolean cares(int firstWord) {
            return true;
        }

        /** Counts the rows of a stretch; whether it wants to see more. */
        boolean add(Stretch stretch) throws IOException;

        /** Whether a few rows may be all it needs, so that it is shown them at once. */
        default boolean impatient() {
            return false;
        }
    }

    private final Segments segments;
    private final List<LeafReaderContext> leaves;
    private final List<RowSets> sets;
    private final long[] fitting = new long[RowSet.STRETCH];
    private final Stretch stretch;

    RowSearch(Segments segments, List<LeafReaderContext> leaves, AccessFilter access) throws IOException {
        this.segments = segments;
        this.leaves = leaves;
        sets = new ArrayList<>(leaves.size());
        for (var leaf : leaves) {
            sets.add(segments.rowSets(leaf.reader(), access));
        }
        stretch = segments.borrow();
    }

    @Override
    public void close() {
        segments.giveBack(stretch);
    }

    /** Hands matching rows to the tally until it has enough. */
    <T extends Tally> T through(Criteria criteria, boolean withheld, T tally) throws IOException {
        for (int at = 0; at < leaves.size(); at++) {
            var rows = sets.get(at).of(criteria, withheld);
            if (!(rows instanceof RowSet.Same same && !same.all())
                    && !through(leaves.get(at).reader(), rows, tally)) {
                break;
            }
        }
        return tally;
    }

    /** The value furthest out that any row has within what the edge's criteria allow, where one has. */
    OptionalInt furthest(Edge edge) throws IOException {
        var furthest = OptionalInt.empty();
        for (var leaf : leaves) {
            var column = (Column.Numbers) segments.of(leaf.reader()).field(edge.field(), leaf.reader());
            var found = column.furthest(edge.least(), edge.limit());
            if (found.isPresent() && (furthest.isEmpty() || edge.beyond(found.getAsInt(), furthest.getAsInt()))) {
                furthest = found;
            }
        }
        return furthest;
    }

    private boolean through(LeafReader reader, RowSet rows, Tally tally) throws IOException {
        var segment = segments.of(reader);
        var live = reader.getLiveDocs();
        stretch.begin(segment, reader);
        tally.begin(stretch);
        int words = Codes.words(segment.rows());
        for (int first = 0; first < words; first += RowSet.STRETCH) {
            if (!tally.cares(first)) {
                continue;
            }
            int count = Math.min(RowSet.STRETCH, words - first);
            rows.put(first, count, fitting);
            if (first + count == words && (segment.rows() & 63) != 0) {
                fitting[count - 1] &= -1L >>> -segment.rows();
            }
            dropDeleted(live, first, count);
            stretch.take(first, count, fitting);
            if (stretch.isWorthwhile() || (tally.impatient() && stretch.count() > 0)) {
                if (!tally.add(stretch)) {
                    return false;
                }
                stretch.empty();
            }
        }
        return stretch.count() == 0 || tally.add(stretch);
    }

    private void dropDeleted(@Nullable Bits live, int first, int count) {
        if (live != null) {
            // A set of bits has none beyond its end.
            Arrays.fill(fitting, count, fitting.length, 0);
            live.applyMask(new FixedBitSet(fitting, count << 6), first << 6);
        }
    }
}

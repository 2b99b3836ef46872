package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.dermatrail.projections.cohort.Edge;

/** Keeps who has the furthest value met so far. */
final class EdgeTally implements RowSearch.Tally {

    private final Edge edge;
    private final int stopAt;
    private final int limit;
    private final Set<Integer> persons = new HashSet<>();
    private Column.Numbers column = new Column.Numbers(Codes.of(new int[0], 1), new int[1]);
    private int furthest;
    /** The furthest code met in this segment or, of segments before, the least far one that would be as far; 0 for none. */
    private int code;

    /**
     * Looks for the furthest value.
     *
     * @param limit a value beyond which no fitting row has one
     */
    EdgeTally(Edge edge, int stopAt, int limit) {
        this.edge = edge;
        this.stopAt = stopAt;
        this.limit = limit;
    }

    @Override
    public void begin(Stretch of) throws IOException {
        column = (Column.Numbers) of.column(edge.field());
        code = persons.isEmpty() ? 0 : codeOfFurthest();
    }

    /** The code of the furthest value so far; where no row of the segment has it, that of the next one inwards. */
    private int codeOfFurthest() {
        int at = Arrays.binarySearch(column.values(), 1, column.size(), furthest);
        if (at > 0) {
            return at;
        }
        int above = -at - 1;
        return edge.least() ? above : above - 1;
    }

    @Override
    public boolean add(Stretch stretch) throws IOException {
        var codes = stretch.codes(column);
        for (int i = 0; i < stretch.count(); i++) {
            int met = codes[i];
            // Most rows lie further in than one met before, and cost no more than this.
            if (met == 0 || (code != 0 && (edge.least() ? met > code : met < code))) {
                continue;
            }
            code = met;
            add(column.values()[met], stretch.participant(i));
        }
        return persons.size() < stopAt || furthest != limit;
    }

    private void add(int value, int participant) {
        if (persons.isEmpty() || edge.beyond(value, furthest)) {
            persons.clear();
            furthest = value;
        }
        if (value == furthest && persons.size() < stopAt) {
            persons.add(participant >> 1);
        }
    }

    int count() {
        return persons.size();
    }
}

package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** Counts distinct participants until there are enough. */
final class PersonTally implements RowSearch.Tally {

    private final Set<Integer> seen = new HashSet<>();
    private final int stopAt;
    private int last = -1;

    PersonTally(int stopAt) {
        this.stopAt = stopAt;
    }

    @Override
    public boolean impatient() {
        return true;
    }

    @Override
    public boolean add(Stretch stretch) throws IOException {
        var participants = stretch.participants();
        for (int i = 0; i < stretch.count(); i++) {
            int participant = participants[i] >> 1;
            if (participant != last) {
                last = participant;
                seen.add(participant);
                if (seen.size() >= stopAt) {
                    return false;
                }
            }
        }
        return true;
    }

    int count() {
        return seen.size();
    }
}

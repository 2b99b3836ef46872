package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.Facet;

/** Counts everything a question asks for in one pass over the matching rows that are not withheld. */
final class RowTally implements RowSearch.Tally {

    private final BucketTally participants;
    private final BucketTally lesions;
    private final BucketTally captures;
    private final List<FacetTally> facets;

    RowTally(List<Facet> facets, int participantLimit) {
        participants = new BucketTally(participantLimit, false);
        lesions = new BucketTally(participantLimit, false);
        captures = new BucketTally(participantLimit, false);
        this.facets = facets.stream()
                .map(facet -> new FacetTally(facet, participantLimit))
                .toList();
    }

    @Override
    public void begin(Stretch of) throws IOException {
        for (var facet : facets) {
            facet.begin(of);
        }
    }

    @Override
    public boolean add(Stretch stretch) throws IOException {
        int count = stretch.count();
        var who = stretch.participants();
        for (int i = 0; i < count; i++) {
            participants.addParticipant(who[i]);
        }
        var lesion = stretch.lesions();
        for (int i = 0; i < count; i++) {
            lesions.addLesion(who[i], lesion[i]);
        }
        var capture = stretch.captures();
        for (int i = 0; i < count; i++) {
            captures.addCapture(who[i], capture[i]);
        }
        for (var facet : facets) {
            facet.add(stretch, who);
        }
        return true;
    }

    /** What was counted, beside the captures that match but are withheld. */
    CohortCounts counts(WithheldTally withheld) {
        var counted = new ArrayList<CohortCounts.FacetCounts>(facets.size());
        for (var facet : facets) {
            counted.add(facet.counts());
        }
        return new CohortCounts(
                participants.participants(),
                participants.surrogates(),
                lesions.tally(),
                captures.tally(),
                withheld.tally(),
                List.copyOf(counted));
    }
}

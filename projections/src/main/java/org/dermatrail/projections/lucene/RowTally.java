package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.List;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.Facet;

/** Counts a cohort in one pass over the matching rows that are not withheld, and facets with it. */
final class RowTally implements RowSearch.Tally {

    private final BucketTally participants;
    private final BucketTally lesions;
    private final BucketTally captures;
    private final FacetsTally facets;

    RowTally(List<Facet> facets, int participantLimit) {
        participants = new BucketTally(participantLimit);
        lesions = new BucketTally(participantLimit);
        captures = new BucketTally(participantLimit);
        this.facets = FacetsTally.of(facets, participantLimit);
    }

    @Override
    public void begin(Stretch of) throws IOException {
        facets.begin(of);
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
        return facets.add(stretch);
    }

    /** The facets counted in this pass. */
    List<CohortCounts.FacetCounts> facets() {
        return facets.counts();
    }

    /** What was counted, beside the captures that match but are withheld, and all facets. */
    CohortCounts counts(WithheldTally withheld, List<CohortCounts.FacetCounts> all) {
        return new CohortCounts(
                participants.participants(),
                participants.surrogates(),
                lesions.tally(),
                captures.tally(),
                withheld.tally(),
                List.copyOf(all));
    }
}

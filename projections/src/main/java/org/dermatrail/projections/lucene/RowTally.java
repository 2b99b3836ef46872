package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.List;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Facet;

/** Counts a cohort in one pass over the matching rows that are not withheld, and facets with it. */
final class RowTally implements RowSearch.Tally {

    private static final int PARTICIPANTS = 0;
    private static final int LESIONS = 1;
    private static final int CAPTURES = 2;

    private final Buckets levels;
    private final FacetsTally facets;

    RowTally(CohortQuestion question, List<Facet> facets, int participantLimit) {
        levels = new Buckets(participantLimit);
        levels.reach(CAPTURES + 1);
        this.facets = FacetsTally.of(question, facets, participantLimit);
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
            levels.addParticipant(PARTICIPANTS, who[i]);
        }
        var lesion = stretch.lesions();
        for (int i = 0; i < count; i++) {
            levels.addLesion(LESIONS, who[i], lesion[i]);
        }
        var capture = stretch.captures();
        for (int i = 0; i < count; i++) {
            levels.addCapture(CAPTURES, who[i], capture[i]);
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
                levels.participants(PARTICIPANTS),
                levels.surrogates(PARTICIPANTS),
                levels.tally(LESIONS),
                levels.tally(CAPTURES),
                withheld.tally(),
                List.copyOf(all));
    }
}

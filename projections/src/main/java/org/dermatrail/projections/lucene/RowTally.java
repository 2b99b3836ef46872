package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.List;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.cohort.Level;

/** Counts a cohort in one pass over the matching rows that are not withheld, and facets with it. */
final class RowTally implements RowSearch.Tally {

    private final LevelTally participants;
    private final LevelTally lesions;
    private final LevelTally captures;
    private final FacetsTally facets;
    private final int personsUpTo;

    RowTally(CohortQuestion question, List<Facet> facets, int participantLimit) {
        personsUpTo = question.personsUpTo();
        participants = new LevelTally(Level.PARTICIPANT, participantLimit);
        lesions = new LevelTally(Level.LESION, participantLimit);
        captures = new LevelTally(Level.CAPTURE, participantLimit);
        this.facets = FacetsTally.of(question, facets, participantLimit);
    }

    @Override
    public void begin(Stretch of) throws IOException {
        facets.begin(of);
    }

    @Override
    public boolean add(Stretch stretch) throws IOException {
        return participants.add(stretch) && lesions.add(stretch) && captures.add(stretch) && facets.add(stretch);
    }

    /** The facets counted in this pass. */
    List<CohortCounts.FacetCounts> facets() {
        return facets.counts();
    }

    /** What was counted, beside the captures that match but are withheld, and all facets. */
    CohortCounts counts(CohortCounts.Tally withheld, List<CohortCounts.FacetCounts> all) {
        var persons = participants.counted();
        return new CohortCounts(
                persons.participants(),
                persons.surrogates(),
                lesions.tally(),
                captures.tally(),
                withheld,
                List.copyOf(all),
                personsUpTo);
    }
}

package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.List;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Facet;

/** Counts a cohort in one pass over the matching rows that are not withheld, and facets with it. */
final class RowTally implements RowSearch.Tally {

    private final Totals totals;
    private final FacetsTally facets;
    private final int personsUpTo;

    RowTally(CohortQuestion question, List<Facet> facets, int participantLimit) {
        personsUpTo = question.personsUpTo();
        totals = new Totals(participantLimit);
        this.facets = FacetsTally.of(question, facets, participantLimit);
    }

    @Override
    public void begin(Stretch of) throws IOException {
        facets.begin(of);
    }

    @Override
    public boolean add(Stretch stretch) throws IOException {
        return totals.add(stretch) && facets.add(stretch);
    }

    /** The facets counted in this pass. */
    List<CohortCounts.FacetCounts> facets() {
        return facets.counts();
    }

    /** What was counted, beside the captures that match but are withheld, and all facets. */
    CohortCounts counts(CohortCounts.Tally withheld, List<CohortCounts.FacetCounts> all) {
        return new CohortCounts(
                totals.participants(),
                totals.surrogates(),
                totals.lesions(),
                totals.captures(),
                withheld,
                List.copyOf(all),
                personsUpTo);
    }
}

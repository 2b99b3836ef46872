package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.List;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Facet;

/**
 * Counts facets in one pass over the matching rows that are not withheld.
 *
 * @param of the facets
 */
record FacetsTally(List<FacetTally> of) implements RowSearch.Tally {

    /** Some facets of a question. */
    static FacetsTally of(CohortQuestion question, List<Facet> facets, int participantLimit) {
        return new FacetsTally(facets.stream()
                .map(facet -> new FacetTally(facet, question.tellsPersonsOf(facet), participantLimit))
                .toList());
    }

    @Override
    public void begin(Stretch stretch) throws IOException {
        for (var facet : of) {
            facet.begin(stretch);
        }
    }

    @Override
    public boolean add(Stretch stretch) throws IOException {
        var who = stretch.participants();
        for (var facet : of) {
            facet.add(stretch, who);
        }
        return true;
    }

    List<CohortCounts.FacetCounts> counts() {
        return of.stream().map(FacetTally::counts).toList();
    }
}

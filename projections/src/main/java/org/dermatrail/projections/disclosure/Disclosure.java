package org.dermatrail.projections.disclosure;

import java.util.ArrayList;
import java.util.List;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.Level;

/**
 * Turns counts into an answer: the one place every number passes on its way out.
 *
 * <p>Laws, for a threshold above 1: a number is shown only where it and the persons behind it reach the threshold, and
 * nought is kept back like any other small number; where the persons of the whole cohort do not reach it, nothing is
 * shown; what is hidden in a facet cannot be worked out from its total, see {@link FacetDisclosure}; surrogates count as
 * a person each for the threshold, and make the shown number of persons unknown. A function of its arguments; stateless.
 */
public final class Disclosure {

    private Disclosure() {}

    /**
     * Discloses.
     *
     * @param counts exact counts
     * @param policy how small a count may be shown
     * @param parked how many sequences of events wait for an operator
     */
    public static CohortAnswer disclose(CohortCounts counts, DisclosurePolicy policy, long parked) {
        if (counts.participants() < policy.threshold() && policy.threshold() > 1) {
            return nothing(counts, parked);
        }
        var participants = counts.surrogates() > 0 ? new Count.Unknown() : new Count.Exact(counts.participants());
        var lesions = shown(counts.lesions(), policy);
        var captures = shown(counts.captures(), policy);
        var withheld = shown(counts.withheld(), policy);
        var facets = new FacetDisclosure(counts, policy).answers();
        boolean suppressed = List.of(lesions, captures, withheld).stream().anyMatch(Count.Suppressed.class::isInstance)
                || facets.stream().anyMatch(Disclosure::suppresses);
        return new CohortAnswer(participants, lesions, captures, withheld, facets, suppressed, parked);
    }

    private static boolean suppresses(CohortAnswer.FacetAnswer facet) {
        return facet.missing() instanceof Count.Suppressed || facet.hiddenBuckets() != 0;
    }

    /** The answer that tells nothing but what was asked; the same for every cohort that is too small, the empty one included. */
    static CohortAnswer nothing(CohortCounts counts, long parked) {
        var hidden = new Count.Suppressed();
        List<CohortAnswer.FacetAnswer> facets = new ArrayList<>();
        counts.facets().forEach(facet -> facets.add(FacetDisclosure.nothing(facet.facet())));
        return new CohortAnswer(hidden, hidden, hidden, hidden, List.copyOf(facets), true, parked);
    }

    private static Count shown(CohortCounts.Tally tally, DisclosurePolicy policy) {
        int threshold = policy.threshold();
        return threshold == 1 || (tally.count() >= threshold && tally.participants() >= threshold)
                ? new Count.Exact(tally.count())
                : new Count.Suppressed();
    }

    /** The number of a bucket that may be shown. */
    static Count exact(CohortCounts.Bucket bucket, Level level) {
        return level == Level.PARTICIPANT && bucket.surrogates() > 0
                ? new Count.Unknown()
                : new Count.Exact(bucket.count());
    }
}

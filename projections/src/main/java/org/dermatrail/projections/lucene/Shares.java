package org.dermatrail.projections.lucene;

import java.util.ArrayList;
import java.util.List;
import org.dermatrail.projections.cohort.Facet;

/**
 * Facets of a question dealt out to the cores of this machine, in the order they were asked in.
 *
 * @param own those of whoever counts the cohort itself
 * @param others those of whoever helps
 */
record Shares(List<Facet> own, List<List<Facet>> others) {

    /** The counts of the three levels cost about as much as so many facets. */
    private static final int LEVELS = 3;

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    static Shares of(List<Facet> facets) {
        return of(facets, CORES);
    }

    static Shares of(List<Facet> facets, int cores) {
        if (cores == 1 || facets.isEmpty()) {
            return new Shares(facets, List.of());
        }
        int share = Math.max(1, (facets.size() + LEVELS) / cores);
        int own = Math.max(0, facets.size() - share * (cores - 1));
        var others = new ArrayList<List<Facet>>();
        for (int from = own; from < facets.size(); from += share) {
            others.add(facets.subList(from, Math.min(from + share, facets.size())));
        }
        return new Shares(facets.subList(0, own), List.copyOf(others));
    }
}

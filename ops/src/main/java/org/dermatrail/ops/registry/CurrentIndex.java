package org.dermatrail.ops.registry;

import java.util.List;
import java.util.function.Supplier;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.CohortIndex;
import org.dermatrail.projections.cohort.CohortPage;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.Edge;
import org.dermatrail.projections.cohort.Level;
import org.jspecify.annotations.Nullable;

/** The index of whichever generation is in use when a question is asked. */
final class CurrentIndex implements CohortIndex {

    private final Supplier<? extends CohortIndex> current;

    CurrentIndex(Supplier<? extends CohortIndex> current) {
        this.current = current;
    }

    @Override
    public CohortCounts count(CohortQuestion question) {
        return current.get().count(question);
    }

    @Override
    public CohortPage page(CohortQuestion question, Level level, @Nullable String after, int limit) {
        return current.get().page(question, level, after, limit);
    }

    @Override
    public List<Integer> persons(AccessFilter access, List<Criteria> criteria, int stopAt) {
        return current.get().persons(access, criteria, stopAt);
    }

    @Override
    public List<Integer> personsAt(AccessFilter access, List<Edge> edges, int stopAt) {
        return current.get().personsAt(access, edges, stopAt);
    }

    @Override
    public Object moment() {
        return current.get().moment();
    }
}

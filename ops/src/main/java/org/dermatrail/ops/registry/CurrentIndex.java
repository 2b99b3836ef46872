package org.dermatrail.ops.registry;

import java.util.List;
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

    private final Generations generations;

    CurrentIndex(Generations generations) {
        this.generations = generations;
    }

    @Override
    public CohortCounts count(CohortQuestion question) {
        return generations.ask(models -> models.index().count(question));
    }

    @Override
    public CohortPage page(CohortQuestion question, Level level, @Nullable String after, int limit) {
        return generations.ask(models -> models.index().page(question, level, after, limit));
    }

    @Override
    public List<Integer> persons(AccessFilter access, List<Criteria> criteria, int stopAt) {
        return generations.ask(models -> models.index().persons(access, criteria, stopAt));
    }

    @Override
    public List<Integer> personsAt(AccessFilter access, List<Edge> edges, int stopAt) {
        return generations.ask(models -> models.index().personsAt(access, edges, stopAt));
    }

    @Override
    public boolean isQuickerUpTo(int persons) {
        return generations.ask(models -> models.index().isQuickerUpTo(persons));
    }

    @Override
    public Object moment() {
        return generations.ask(models -> models.index().moment());
    }
}

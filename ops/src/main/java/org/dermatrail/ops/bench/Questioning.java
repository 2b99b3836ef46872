package org.dermatrail.ops.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.dermatrail.ops.registry.OperatorDesk;
import org.dermatrail.ops.registry.Registry;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.cohort.Level;
import org.dermatrail.projections.disclosure.Count;
import org.dermatrail.projections.disclosure.DisclosurePolicy;
import org.dermatrail.projections.record.AsOf;

/** Measures cohort questions with ten facets, selective and not, and lesion histories. */
final class Questioning {

    private static final int WARM_UP = 300;
    private static final int ASKED = 300;
    private static final int HISTORIES = 3000;
    private static final List<Facet> TEN_FACETS = List.of(
            Facet.of(CohortField.SITE),
            Facet.of(CohortField.SEX),
            Facet.of(CohortField.MODALITY),
            Facet.of(CohortField.ANATOMIC_SITE),
            Facet.of(CohortField.ANATOMIC_REGION),
            Facet.of(CohortField.LATERALITY),
            Facet.of(CohortField.DIAGNOSIS),
            Facet.of(CohortField.DIAGNOSIS_GROUP),
            Facet.of(CohortField.CONFIRMATION),
            new Facet(CohortField.AGE_YEARS, Level.CAPTURE, 10, 100));

    private final Registry registry;
    private final Random random = new Random(7);

    Questioning(Registry registry) {
        this.registry = registry;
    }

    void into(Table table) {
        long all = captures(Criteria.everything());
        double share = 0;
        for (int at = 0; at < WARM_UP; at++) {
            share = Math.max(share, (double) captures(selective()) / all);
        }
        table.cell(
                "share of captures the selective questions match at most",
                String.format(Locale.ROOT, "%.1f %%", share * 100));
        measure(
                table,
                "cohort with ten facets, selective, in process, ms: p50 / p95",
                ASKED,
                0.95,
                () -> captures(selective()));
        measure(
                table,
                "cohort with ten facets, every capture matches, in process, ms: p50 / p95",
                ASKED / 10,
                0.95,
                () -> captures(Criteria.everything()));
        var lesions = lesions();
        Runnable history = () -> {
            var lesion = lesions.get(random.nextInt(lesions.size()));
            if (registry.questions()
                    .histories()
                    .history(OperatorDesk.access(), lesion, new AsOf.Live())
                    .isEmpty()) {
                throw new IllegalStateException("a lesion that was listed has no history");
            }
        };
        for (int at = 0; at < WARM_UP; at++) {
            history.run();
        }
        measure(table, "history of a lesion, in process, ms: p50 / p99", HISTORIES, 0.99, history);
    }

    private Criteria selective() {
        int from = 20 + random.nextInt(50);
        return new Criteria.All(List.of(
                new Criteria.In(CohortField.DIAGNOSIS, Set.of(random.nextBoolean() ? "MEL" : "BKL")),
                new Criteria.In(CohortField.ANATOMIC_REGION, Set.of("TRUNK", "HEAD_NECK")),
                new Criteria.Between(CohortField.AGE_YEARS, from, null)));
    }

    private long captures(Criteria criteria) {
        var question = new CohortQuestion(OperatorDesk.access(), criteria, TEN_FACETS);
        var answer = registry.questions().cohorts().ask(question, new AsOf.Live(), DisclosurePolicy.EXACT);
        return answer.captures() instanceof Count.Exact exact ? exact.value() : -1;
    }

    private List<String> lesions() {
        var question = new CohortQuestion(OperatorDesk.access(), Criteria.everything(), List.of());
        var page = registry.questions()
                .cohorts()
                .page(question, new AsOf.Live(), DisclosurePolicy.EXACT, Level.LESION, null, 1000);
        return page.ids();
    }

    private static void measure(Table table, String what, int times, double high, Runnable work) {
        var millis = new double[times];
        for (int at = 0; at < times; at++) {
            long start = System.nanoTime();
            work.run();
            millis[at] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        table.millis(what, millis[times / 2], millis[(int) (times * high)]);
    }
}

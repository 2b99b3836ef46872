package org.dermatrail.projections.disclosure;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.dermatrail.domain.Refusal;
import org.dermatrail.projections.cohort.Aside;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.CohortIndex;
import org.dermatrail.projections.cohort.CohortPage;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.Edge;
import org.dermatrail.projections.cohort.EntryRows;
import org.dermatrail.projections.cohort.Level;
import org.dermatrail.projections.cohort.RowScan;
import org.dermatrail.projections.disclosure.Verdicts.Verdict;
import org.dermatrail.projections.record.AsOf;
import org.dermatrail.projections.record.AskingRefused;
import org.dermatrail.projections.record.EntryStore;
import org.dermatrail.projections.record.ParkedEvents;
import org.jspecify.annotations.Nullable;

/**
 * Where cohort questions are asked; whichever door they came in by.
 *
 * <p>Laws: every number passes {@link Disclosure}; for a threshold above 1 a question is not answered where one that differs
 * from it in one condition differs from it in few persons, since whoever asks both learns about those; ids of such a
 * cohort are refused. All persons behind buckets are counted wherever a bucket is hidden. A question as
 * of a data cut is answered by going through all entries. Thread-safe.
 */
public final class CohortDesk {

    /** Code where a cohort is too small to be listed. */
    public static final String SMALL_COUNT = "SMALL_COUNT";

    /** Code where a question has more conditions than can be controlled. */
    public static final String TOO_MANY_CONDITIONS = "TOO_MANY_CONDITIONS";

    /** Most conditions of a question under a threshold. */
    public static final int MOST_CONDITIONS = 20;

    /** Most values in all conditions of a question under a threshold. */
    public static final int MOST_VALUES = 60;

    /** Deepest nesting of a question under a threshold; controlling it takes two levels more. */
    private static final int DEEPEST = Criteria.DEEPEST - 2;

    private final CohortIndex live;
    private final Function<AsOf.Cut, CohortIndex> asOfCut;
    private final ParkedEvents parked;
    private final Verdicts verdicts = new Verdicts();

    /** Answers from this index, or as of a cut from these entries. */
    public CohortDesk(CohortIndex live, EntryStore store, ParkedEvents parked) {
        this(live, cut -> new RowScan(new EntryRows(store, store.read(reader -> reader.before(cut)))), parked);
    }

    /** Answers from this index, or as of a cut from the index that the function gives for it. */
    public CohortDesk(CohortIndex live, Function<AsOf.Cut, CohortIndex> asOfCut, ParkedEvents parked) {
        this.live = live;
        this.asOfCut = asOfCut;
        this.parked = parked;
    }

    /**
     * Answers a question.
     *
     * @throws AskingRefused where the cut is unknown or the question too long to be controlled
     */
    public CohortAnswer ask(CohortQuestion question, AsOf asOf, DisclosurePolicy policy) {
        var engine = engine(asOf);
        checkSize(question.criteria(), policy);
        var waiting = Aside.offer(parked::sequences);
        if (policy.threshold() == 1) {
            // Nothing is hidden, so nobody looks at the persons behind a bucket.
            return Disclosure.disclose(engine.count(question.withPersonsUpTo(0)), policy, waiting.answer());
        }
        var judged = judged(engine, question, policy);
        return judged.verdict().counts()
                ? Disclosure.disclose(judged.counts(), policy, waiting.answer())
                : Disclosure.nothing(judged.counts(), waiting.answer());
    }

    /**
     * A page of ids that match.
     *
     * @throws AskingRefused with code {@value #SMALL_COUNT} where the cohort's counts would be suppressed
     */
    public CohortPage page(
            CohortQuestion question,
            AsOf asOf,
            DisclosurePolicy policy,
            Level level,
            @Nullable String after,
            int limit) {
        var engine = engine(asOf);
        checkSize(question.criteria(), policy);
        refuseToList(engine, question, policy, level);
        return engine.page(question, level, after, limit);
    }

    private void refuseToList(CohortIndex engine, CohortQuestion question, DisclosurePolicy policy, Level level) {
        if (policy.threshold() > 1 && !verdict(engine, question, policy).lists().contains(level)) {
            throw new AskingRefused(new Refusal(
                    SMALL_COUNT, "Too few persons match, or are set apart, to be listed; ask more widely."));
        }
    }

    /**
     * Begins to find the first page of ids that match now, to be opened after the question was answered.
     *
     * @throws AskingRefused where the question is too long to be controlled
     */
    public FirstPage begin(CohortQuestion question, DisclosurePolicy policy, Level level, int limit) {
        checkSize(question.criteria(), policy);
        return new Begun(question, policy, level, limit, Aside.offer(() -> live.page(question, level, null, limit)));
    }

    private final class Begun implements FirstPage {

        private final CohortQuestion question;
        private final DisclosurePolicy policy;
        private final Level level;
        private final int limit;
        private final Aside<CohortPage> ids;

        private Begun(CohortQuestion question, DisclosurePolicy policy, Level level, int limit, Aside<CohortPage> ids) {
            this.question = question;
            this.policy = policy;
            this.level = level;
            this.limit = limit;
            this.ids = ids;
        }

        @Override
        public Level level() {
            return level;
        }

        @Override
        public int limit() {
            return limit;
        }

        @Override
        public CohortPage open() {
            refuseToList(live, question, policy, level);
            return ids.answer();
        }
    }

    private record Judged(CohortCounts counts, Verdict verdict) {}

    /** Counts, and what of it may be told. */
    private Judged judged(CohortIndex engine, CohortQuestion question, DisclosurePolicy policy) {
        var asked = new Verdicts.Asked(question.access(), question.criteria(), policy.threshold());
        var moment = engine.moment();
        var known = known(engine, moment, asked);
        if (known.isPresent()) {
            return new Judged(counted(engine, question, policy), known.get());
        }
        var tellsOfFew = Aside.offer(() -> tellsOfFew(engine, question, policy));
        try {
            var counts = counted(engine, question, policy);
            var verdict = verdict(counts, tellsOfFew, policy);
            if (engine.equals(live)) {
                verdicts.keep(moment, asked, verdict);
            }
            return new Judged(counts, verdict);
        } finally {
            tellsOfFew.settle();
        }
    }

    /**
     * Counts with as many persons behind the buckets as hiding what is small takes: where nothing is, whether they are few is
     * all that is looked at.
     */
    private static CohortCounts counted(CohortIndex engine, CohortQuestion question, DisclosurePolicy policy) {
        if (engine.isQuickerUpTo(policy.threshold())) {
            var few = engine.count(question.withPersonsUpTo(policy.threshold()));
            if (!FacetDisclosure.hides(few, policy)) {
                return few;
            }
        }
        return engine.count(question.withPersonsUpTo(CohortQuestion.ALL_PERSONS));
    }

    private Verdict verdict(CohortIndex engine, CohortQuestion question, DisclosurePolicy policy) {
        var asked = new Verdicts.Asked(question.access(), question.criteria(), policy.threshold());
        return known(engine, engine.moment(), asked).orElseGet(() -> {
            var plain = new CohortQuestion(question.access(), question.criteria(), List.of());
            return judged(engine, plain, policy).verdict();
        });
    }

    /** A cut never changes, but its engine is made for one question; the verdicts kept are those of now. */
    private Optional<Verdict> known(CohortIndex engine, Object moment, Verdicts.Asked asked) {
        return engine.equals(live) ? verdicts.known(moment, asked) : Optional.empty();
    }

    private static Verdict verdict(CohortCounts counts, Aside<Boolean> tellsOfFew, DisclosurePolicy policy) {
        if (counts.participants() < policy.threshold() || tellsOfFew.answer()) {
            return new Verdict(false, Set.of());
        }
        var lists = EnumSet.of(Level.PARTICIPANT);
        if (counts.lesions().participants() >= policy.threshold()) {
            lists.add(Level.LESION);
        }
        if (counts.captures().participants() >= policy.threshold()) {
            lists.add(Level.CAPTURE);
        }
        return new Verdict(true, lists);
    }

    private CohortIndex engine(AsOf asOf) {
        return switch (asOf) {
            case AsOf.Live now -> live;
            case AsOf.Cut cut -> asOfCut.apply(cut);
        };
    }

    private static void checkSize(Criteria criteria, DisclosurePolicy policy) {
        if (policy.threshold() > 1
                && (criteria.size() > MOST_CONDITIONS
                        || criteria.depth() > DEEPEST
                        || values(criteria) > MOST_VALUES)) {
            throw new AskingRefused(new Refusal(
                    TOO_MANY_CONDITIONS,
                    "Ask with at most " + MOST_CONDITIONS + " conditions and " + MOST_VALUES + " values in them."));
        }
    }

    private static int values(Criteria criteria) {
        int own = criteria instanceof Criteria.In in ? in.values().size() : 0;
        return own + criteria.children().mapToInt(CohortDesk::values).sum();
    }

    private static boolean tellsOfFew(CohortIndex engine, CohortQuestion question, DisclosurePolicy policy) {
        int threshold = policy.threshold();
        var asked = question.criteria();
        var neighbours = Neighbours.of(asked);
        var differences = new LinkedHashSet<Criteria>();
        for (var other : neighbours.questions()) {
            differences.add(Difference.of(other, asked));
            differences.add(Difference.of(asked, other));
        }
        differences.remove(Difference.NOTHING);
        // That the question itself meets enough is seen from its counts.
        differences.remove(Difference.simplified(asked));
        return engine.persons(question.access(), List.copyOf(differences), threshold).stream()
                        .anyMatch(policy::isFew)
                || engine.personsAt(question.access(), edges(asked, neighbours.bounds()), threshold).stream()
                        .anyMatch(policy::isFew);
    }

    /** For each bound, the least move of it that meets anyone, outwards and inwards. */
    private static List<Edge> edges(Criteria asked, List<Neighbours.Bound> bounds) {
        var edges = new LinkedHashSet<Edge>();
        for (var bound : bounds) {
            edges.add(new Edge(Difference.of(bound.furthest(), asked), bound.field(), bound.fromLeast()));
            edges.add(new Edge(Difference.of(asked, bound.furthest()), bound.field(), bound.fromLeast()));
        }
        edges.removeIf(edge -> edge.criteria().equals(Difference.NOTHING));
        return List.copyOf(edges);
    }
}

package org.dermatrail.graphql.question;

import static org.dermatrail.graphql.question.StudyQuestions.caller;
import static org.dermatrail.graphql.question.StudyQuestions.source;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeRuntimeWiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms.Kind;
import org.dermatrail.graphql.CohortDoor;
import org.dermatrail.graphql.door.Canonical;
import org.dermatrail.graphql.door.Notebook;
import org.dermatrail.graphql.door.Refused;
import org.dermatrail.graphql.page.Connection;
import org.dermatrail.graphql.page.Pages;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.CriteriaReader;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.cohort.Level;
import org.dermatrail.projections.disclosure.CohortAnswer;
import org.dermatrail.projections.disclosure.CohortAnswer.FacetAnswer;
import org.dermatrail.projections.disclosure.Count;
import org.dermatrail.projections.disclosure.FirstPage;
import org.dermatrail.projections.record.AsOf;
import org.dermatrail.projections.record.RegistryRecords;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** Answers cohort questions: counts, facets and pages of what matches, in one request. Thread-safe. */
public final class CohortQuestions implements RuntimeWiringConfigurer {

    /**
     * A question with its answer, so that pages of it can be asked for below.
     *
     * @param question the question
     * @param asOf up to when
     * @param answer the answer
     * @param begun a first page that was looked for meanwhile
     */
    record Answered(
            CohortQuestion question,
            AsOf asOf,
            CohortAnswer answer,
            @Nullable FirstPage begun) {}

    private final CohortDoor door;
    private final RegistryRecords records;
    private final Pages pages;

    /** Asks through this door. */
    public CohortQuestions(CohortDoor door, RegistryRecords records, Pages pages) {
        this.door = door;
        this.records = records;
        this.pages = pages;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type.dataFetcher("cohort", this::cohort))
                .type("Cohort", this::fields)
                .type("FacetAnswer", type -> type.dataFetcher(
                                "field", env -> facet(env).field().wireName())
                        .dataFetcher("level", env -> facet(env).level())
                        .dataFetcher("hiddenBuckets", env -> {
                            int hidden = source(env, FacetAnswer.class).hiddenBuckets();
                            return hidden < 0 ? null : hidden;
                        }))
                .type("Count", type -> type.dataFetcher(
                                "value", env -> env.getSource() instanceof Count.Exact exact ? exact.value() : null)
                        .dataFetcher("state", env -> state(source(env, Count.class))));
    }

    private TypeRuntimeWiring.Builder fields(TypeRuntimeWiring.Builder type) {
        return type.dataFetcher("participantCount", env -> answer(env).participants())
                .dataFetcher("lesionCount", env -> answer(env).lesions())
                .dataFetcher("captureCount", env -> answer(env).captures())
                .dataFetcher("withheld", env -> answer(env).withheldCaptures())
                .dataFetcher("facets", env -> answer(env).facets())
                .dataFetcher("suppressed", env -> answer(env).suppressed())
                .dataFetcher("parked", env -> answer(env).parked())
                .dataFetcher(
                        "position",
                        env -> HistoryFields.position(
                                source(env, Answered.class).asOf()))
                .dataFetcher("participants", env -> page(env, Level.PARTICIPANT, Kind.PARTICIPANT))
                .dataFetcher("lesions", env -> page(env, Level.LESION, Kind.LESION))
                .dataFetcher("captures", env -> page(env, Level.CAPTURE, Kind.CAPTURE));
    }

    private Answered cohort(DataFetchingEnvironment env) {
        var caller = caller(env);
        var asOf = HistoryFields.asOf(env, records);
        var criteria = criteria(env);
        var facets = facets(env);
        var question = new CohortQuestion(caller.access(), criteria, facets);
        var notebook = Notebook.of(env);
        notebook.question(env, Canonical.cohort(criteria, facets));
        notebook.position(env, HistoryFields.position(asOf));
        var begun = asOf instanceof AsOf.Live
                ? PageWished.in(env)
                        .map(page -> door.begin(question, caller.policy(), page.level(), page.first()))
                        .orElse(null)
                : null;
        var answer = door.ask(question, caller.policy(), asOf);
        notebook.disclosed(env, inWords(answer));
        return new Answered(question, asOf, answer, begun);
    }

    private static Criteria criteria(DataFetchingEnvironment env) {
        // Clients may write null for what they leave out.
        Map<String, Object> raw = env.getArgument("criteria");
        return switch (CriteriaReader.read(raw == null ? Map.of() : raw)) {
            case CriteriaReader.Read read -> read.criteria();
            case CriteriaReader.Unreadable unreadable ->
                throw Refused.argument(
                        unreadable.code().name(),
                        unreadable.path().isEmpty() ? "criteria" : "criteria." + unreadable.path(),
                        unreadable.sentence() + ".");
        };
    }

    private static List<Facet> facets(DataFetchingEnvironment env) {
        List<Map<String, Object>> given = env.getArgument("facets");
        List<Map<String, Object>> raw = given == null ? List.of() : given;
        if (raw.size() > CohortQuestion.MOST_FACETS) {
            throw Refused.argument(
                    Refused.BAD_INPUT, "facets", "A question has at most " + CohortQuestion.MOST_FACETS + " facets.");
        }
        var facets = new ArrayList<Facet>();
        for (int i = 0; i < raw.size(); i++) {
            facets.add(facet(raw.get(i), "facets[" + i + "]"));
        }
        return facets;
    }

    private static Facet facet(Map<String, Object> raw, String path) {
        var name = String.valueOf(raw.get("field"));
        var field = CohortField.named(name)
                .orElseThrow(() -> Refused.argument(
                        Refused.BAD_INPUT,
                        path + ".field",
                        path + ".field is none of the vocabulary; 'vocabulary { field }' lists them."));
        int interval = raw.get("interval") instanceof Integer given ? given : 0;
        int limit = raw.get("limit") instanceof Integer given ? given : 100;
        var level = raw.get("level") instanceof String given ? Level.valueOf(given) : Level.CAPTURE;
        try {
            return new Facet(field, level, interval, limit);
        } catch (IllegalArgumentException unfit) {
            throw Refused.argument(Refused.BAD_INPUT, path, path + ": " + unfit.getMessage() + ".");
        }
    }

    private Connection<String> page(DataFetchingEnvironment env, Level level, Kind kind) {
        var answered = source(env, Answered.class);
        var begun = answered.begun();
        int first = Pages.first(env);
        var after = pages.after(env, kind);
        var page = begun != null && after == null && begun.level() == level && begun.limit() == first
                ? begun.open()
                : door.page(answered.question(), caller(env).policy(), answered.asOf(), level, after, first);
        return pages.page(env, kind, page.ids(), page.next() != null);
    }

    private static CohortAnswer answer(DataFetchingEnvironment env) {
        return source(env, Answered.class).answer();
    }

    private static Facet facet(DataFetchingEnvironment env) {
        return source(env, FacetAnswer.class).facet();
    }

    private static String state(Count count) {
        return switch (count) {
            case Count.Exact exact -> "EXACT";
            case Count.Suppressed suppressed -> "SUPPRESSED";
            case Count.Unknown unknown -> "UNKNOWN";
        };
    }

    private static String inWords(CohortAnswer answer) {
        return "participants " + inWords(answer.participants()) + ", lesions " + inWords(answer.lesions())
                + ", captures " + inWords(answer.captures()) + ", withheld " + inWords(answer.withheldCaptures())
                + (answer.facets().isEmpty() ? "" : ", " + answer.facets().size() + " facets")
                + (answer.suppressed() ? ", with suppression" : "");
    }

    private static String inWords(Count count) {
        return count instanceof Count.Exact exact
                ? Long.toString(exact.value())
                : state(count).toLowerCase(Locale.ROOT);
    }
}

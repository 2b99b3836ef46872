package org.dermatrail.graphql.question;

import static org.dermatrail.graphql.question.StudyQuestions.source;

import graphql.TypeResolutionEnvironment;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLObjectType;
import graphql.schema.idl.RuntimeWiring;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms.Kind;
import org.dermatrail.graphql.door.Notebook;
import org.dermatrail.graphql.page.ScopedIds;
import org.dermatrail.projections.lesionhistory.LesionHistory;
import org.dermatrail.projections.lesionhistory.LesionHistory.Captured;
import org.dermatrail.projections.lesionhistory.LesionHistory.Diagnosed;
import org.dermatrail.projections.lesionhistory.LesionHistory.Treated;
import org.dermatrail.projections.record.AsOf;
import org.dermatrail.projections.record.AskingRefused;
import org.dermatrail.projections.record.RegistryRecords;
import org.dermatrail.projections.record.RegistryRecords.LesionRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** Tells a lesion's history, diagnoses and procedures. Thread-safe. */
public final class HistoryFields implements RuntimeWiringConfigurer {

    /**
     * A history with the position it was read at.
     *
     * @param history the history
     * @param position a data cut's id, or live
     */
    record Told(LesionHistory history, String position) {}

    private final RegistryRecords records;
    private final ScopedIds ids;

    /** Reads cuts from these records. */
    public HistoryFields(RegistryRecords records, ScopedIds ids) {
        this.records = records;
        this.ids = ids;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Lesion", type -> type.dataFetcher("history", this::history)
                        .dataFetcher("diagnoses", env -> entries(env, Diagnosed.class))
                        .dataFetcher("procedures", env -> entries(env, Treated.class)))
                .type("LesionHistory", type -> type.dataFetcher(
                                "lesionId",
                                env -> ids.out(env, Kind.LESION, told(env).lesionId()))
                        .dataFetcher("extent", env -> told(env).extent())
                        .dataFetcher("anatomicSite", env -> told(env).anatomicSite())
                        .dataFetcher("laterality", env -> told(env).laterality())
                        .dataFetcher(
                                "aliases",
                                env -> ids.outAll(env, Kind.LESION, told(env).aliases()))
                        .dataFetcher("entries", env -> told(env).entries())
                        .dataFetcher("withheld", env -> told(env).withheld())
                        .dataFetcher("openDisputes", env -> told(env).openDisputes())
                        .dataFetcher("parked", env -> told(env).parked()))
                .type("HistoryEntry", type -> type.typeResolver(HistoryFields::typeOf))
                .type(
                        "Captured",
                        type -> type.dataFetcher(
                                "captureId",
                                env -> ids.out(
                                        env,
                                        Kind.CAPTURE,
                                        source(env, Captured.class).captureId())))
                .type("Diagnosed", type -> type.dataFetcher(
                                "diagnosisId",
                                env -> ids.out(
                                        env,
                                        ScopedIds.OF_REGISTER_ENTRY,
                                        source(env, Diagnosed.class).diagnosisId()))
                        .dataFetcher(
                                "supersedes",
                                env -> ids.outOrNull(
                                        env,
                                        ScopedIds.OF_REGISTER_ENTRY,
                                        source(env, Diagnosed.class).supersedes())))
                .type(
                        "Treated",
                        type -> type.dataFetcher(
                                "procedureId",
                                env -> ids.out(
                                        env,
                                        ScopedIds.OF_REGISTER_ENTRY,
                                        source(env, Treated.class).procedureId())));
    }

    private CompletableFuture<@Nullable Told> history(DataFetchingEnvironment env) {
        var asOf = asOf(env, records);
        var position = position(asOf);
        Notebook.of(env).position(env, position);
        return Loaders.history(env, key(env, asOf))
                .thenApply(history -> history == null ? null : new Told(history, position));
    }

    private static <T> CompletableFuture<List<T>> entries(DataFetchingEnvironment env, Class<T> kind) {
        return Loaders.history(env, key(env, new AsOf.Live()))
                .thenApply(history -> history == null
                        ? List.of()
                        : history.entries().stream()
                                .filter(kind::isInstance)
                                .map(kind::cast)
                                .toList());
    }

    private static Loaders.HistoryKey key(DataFetchingEnvironment env, AsOf asOf) {
        return new Loaders.HistoryKey(source(env, LesionRecord.class).lesionId(), asOf);
    }

    private static LesionHistory told(DataFetchingEnvironment env) {
        return source(env, Told.class).history();
    }

    private static @Nullable GraphQLObjectType typeOf(TypeResolutionEnvironment env) {
        Object entry = env.getObject();
        return env.getSchema().getObjectType(entry.getClass().getSimpleName());
    }

    /** The position asked for: a published cut, or live. */
    static AsOf asOf(DataFetchingEnvironment env, RegistryRecords records) {
        String cutId = env.getArgument("asOf");
        if (cutId == null || cutId.equals("live")) {
            return new AsOf.Live();
        }
        if (!records.cuts().contains(cutId)) {
            throw AskingRefused.unknownCut(cutId);
        }
        return new AsOf.Cut(cutId);
    }

    /** The position in one word. */
    static String position(AsOf asOf) {
        return switch (asOf) {
            case AsOf.Live live -> "live";
            case AsOf.Cut cut -> cut.cutId();
        };
    }
}

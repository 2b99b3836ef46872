package org.dermatrail.graphql.question;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dermatrail.graphql.caller.Caller;
import org.dermatrail.graphql.caller.Permissions;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.enrolment.EnrolmentBoards;
import org.dermatrail.projections.enrolment.EnrolmentBoards.SiteBoard;
import org.dermatrail.projections.record.RegistryRecords;
import org.dermatrail.projections.record.RegistryRecords.SiteRecord;
import org.dermatrail.projections.record.RegistryRecords.StudyRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** Answers about studies, sites, enrolment, data cuts and the caller. Thread-safe. */
public final class StudyQuestions implements RuntimeWiringConfigurer {

    private final RegistryRecords records;
    private final EnrolmentBoards boards;

    /** Reads from these. */
    public StudyQuestions(RegistryRecords records, EnrolmentBoards boards) {
        this.records = records;
        this.boards = boards;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type.dataFetcher("me", env -> caller(env))
                        .dataFetcher("studies", env -> records.studies(access(env)))
                        .dataFetcher("study", env -> study(access(env), argument(env, "code")))
                        .dataFetcher("sites", env -> records.sites(access(env), argument(env, "study")))
                        .dataFetcher("enrolment", env -> boards.boards(access(env), argument(env, "study")))
                        .dataFetcher("cuts", env -> records.cuts().stream()
                                .map(StudyQuestions::cut)
                                .toList()))
                .type("Me", type -> type.dataFetcher(
                                "role", env -> source(env, Caller.class).role())
                        .dataFetcher(
                                "threshold",
                                env -> source(env, Caller.class).policy().threshold())
                        .dataFetcher(
                                "consentedOnly",
                                env -> source(env, Caller.class).access().consentedOnly())
                        .dataFetcher(
                                "may",
                                env -> Permissions.of(source(env, Caller.class).role())))
                .type("Study", type -> type.dataFetcher(
                                "code", env -> source(env, StudyRecord.class).studyId())
                        .dataFetcher(
                                "sites",
                                env -> records.sites(
                                        access(env),
                                        source(env, StudyRecord.class).studyId())))
                .type("Site", type -> type.dataFetcher(
                                "id", env -> source(env, SiteRecord.class).siteId())
                        .dataFetcher(
                                "study", env -> source(env, SiteRecord.class).studyId()))
                .type("SiteBoard", type -> type.dataFetcher(
                                "site", env -> source(env, SiteBoard.class).siteId())
                        .dataFetcher("participantsByStatus", env -> byStatus(source(env, SiteBoard.class))));
    }

    /** A study the filter admits, or {@code null}. */
    public @Nullable StudyRecord study(AccessFilter access, String code) {
        return records.studies(access).stream()
                .filter(study -> study.studyId().equals(code))
                .findFirst()
                .orElse(null);
    }

    /** A data cut as the schema shows it. */
    public static Map<String, Object> cut(String cutId) {
        return Map.of("id", cutId);
    }

    private static List<Map<String, Object>> byStatus(SiteBoard board) {
        return board.participantsByStatus().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> Map.<String, Object>of("status", entry.getKey(), "participants", entry.getValue()))
                .toList();
    }

    static Caller caller(DataFetchingEnvironment env) {
        return Caller.of(env.getGraphQlContext());
    }

    static AccessFilter access(DataFetchingEnvironment env) {
        return caller(env).access();
    }

    static String argument(DataFetchingEnvironment env, String name) {
        return Objects.requireNonNull(env.<String>getArgument(name), name);
    }

    static <T> T source(DataFetchingEnvironment env, Class<T> type) {
        return type.cast(Objects.requireNonNull(env.<Object>getSource()));
    }
}

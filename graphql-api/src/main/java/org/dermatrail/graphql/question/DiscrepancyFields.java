package org.dermatrail.graphql.question;

import static org.dermatrail.graphql.question.StudyQuestions.source;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.List;
import java.util.Map;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms.Kind;
import org.dermatrail.graphql.page.ScopedIds;
import org.dermatrail.projections.discrepancy.Discrepancies.DiscrepancyRecord;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** What is shown of discrepancies, whose values may themselves be ids. Thread-safe. */
public final class DiscrepancyFields implements RuntimeWiringConfigurer {

    private final ScopedIds ids;

    /** Scopes by these ids. */
    public DiscrepancyFields(ScopedIds ids) {
        this.ids = ids;
    }

    /** Whether the values of a disputed field are participant keys. */
    public static boolean holdsParticipants(DiscrepancyRecord discrepancy) {
        return discrepancy.field().equals("participant");
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Discrepancy", type -> type.dataFetcher(
                                "id",
                                env -> ids.out(
                                        env,
                                        Kind.DISCREPANCY,
                                        source(env, DiscrepancyRecord.class).discrepancyId()))
                        .dataFetcher("study", env -> source(env, DiscrepancyRecord.class)
                                .studyId())
                        .dataFetcher("subjectId", this::subjectId)
                        .dataFetcher("statements", this::statements)
                        .dataFetcher("resolvedTo", env -> {
                            var discrepancy = source(env, DiscrepancyRecord.class);
                            var value = discrepancy.resolvedTo();
                            return value == null ? null : value(env, discrepancy, value);
                        }))
                .type(
                        "Statement",
                        type -> type.dataFetcher("captureId", env -> {
                            var captureId = source(env, Map.class).get("captureId");
                            return captureId == null ? null : ids.out(env, Kind.CAPTURE, captureId.toString());
                        }));
    }

    private String subjectId(DataFetchingEnvironment env) {
        var discrepancy = source(env, DiscrepancyRecord.class);
        var kind = discrepancy.subjectKind().equals("LESION") ? Kind.LESION : Kind.PARTICIPANT;
        return ids.out(env, kind, discrepancy.subjectId());
    }

    private List<Map<String, Object>> statements(DataFetchingEnvironment env) {
        var discrepancy = source(env, DiscrepancyRecord.class);
        return discrepancy.statements().stream()
                .map(stated -> {
                    var value = value(env, discrepancy, stated.value());
                    return stated.captureId() == null
                            ? Map.<String, Object>of("value", value)
                            : Map.<String, Object>of("value", value, "captureId", stated.captureId());
                })
                .toList();
    }

    private String value(DataFetchingEnvironment env, DiscrepancyRecord discrepancy, String value) {
        return holdsParticipants(discrepancy) ? ids.out(env, Kind.PARTICIPANT, value) : value;
    }
}

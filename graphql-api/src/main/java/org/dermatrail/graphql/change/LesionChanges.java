package org.dermatrail.graphql.change;

import static org.dermatrail.graphql.change.Orders.code;
import static org.dermatrail.graphql.change.Orders.codeOrNull;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.HashMap;
import java.util.Map;
import org.dermatrail.domain.Refusal;
import org.dermatrail.domain.anatomy.AnatomicSite;
import org.dermatrail.domain.anatomy.Laterality;
import org.dermatrail.domain.capture.CaptureRule;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.dermatrail.domain.diagnosis.DiagnosisConfirmation;
import org.dermatrail.domain.lesion.Extent;
import org.dermatrail.domain.lesion.LesionCommand.DescribeLesion;
import org.dermatrail.domain.lesion.LesionCommand.IdentifyLesion;
import org.dermatrail.domain.lesion.LesionCommand.MergeLesions;
import org.dermatrail.domain.lesion.LesionCommand.RecordDiagnosis;
import org.dermatrail.domain.lesion.LesionCommand.RecordProcedure;
import org.dermatrail.domain.lesion.LesionCommand.SplitLesion;
import org.dermatrail.domain.lesion.LesionRule;
import org.dermatrail.domain.lesion.MergeReason;
import org.dermatrail.domain.lesion.ProcedureKind;
import org.dermatrail.graphql.door.Refused;
import org.dermatrail.graphql.page.ScopedIds;
import org.dermatrail.projections.record.RegistryRecords.CaptureRecord;
import org.dermatrail.projections.record.RegistryRecords.LesionRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** Changes of lesions, their diagnoses and procedures. Thread-safe. */
public final class LesionChanges implements RuntimeWiringConfigurer {

    private final Orders orders;

    /** Sends by these orders. */
    public LesionChanges(Orders orders) {
        this.orders = orders;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Mutation", type -> type.dataFetcher("identifyLesion", this::identify)
                .dataFetcher("describeLesion", this::describe)
                .dataFetcher("mergeLesions", this::merge)
                .dataFetcher("splitLesion", this::split)
                .dataFetcher("recordDiagnosis", this::diagnose)
                .dataFetcher("recordProcedure", this::treat));
    }

    private @Nullable LesionRecord identify(DataFetchingEnvironment env) {
        var lesionId = orders.newId();
        orders.send(
                env,
                new IdentifyLesion(
                        orders.participant(env),
                        lesionId,
                        code(env, "extent", Extent.class),
                        codeOrNull(env.getArgument("anatomicSite"), AnatomicSite.class),
                        codeOrNull(env.getArgument("laterality"), Laterality.class)));
        return orders.rows().lesion(env, lesionId);
    }

    private @Nullable LesionRecord describe(DataFetchingEnvironment env) {
        var lesion = orders.lesion(env, "lesion");
        orders.send(
                env,
                new DescribeLesion(
                        lesion.known().participantKey(),
                        lesion.id(),
                        codeOrNull(env.getArgument("anatomicSite"), AnatomicSite.class),
                        codeOrNull(env.getArgument("laterality"), Laterality.class)));
        return orders.rows().lesion(env, lesion.id());
    }

    private @Nullable LesionRecord merge(DataFetchingEnvironment env) {
        var lesion = orders.lesion(env, "lesion");
        var into = orders.lesion(env, "into");
        refuseAnotherParticipant(lesion.known().participantKey(), into.known().participantKey());
        orders.send(
                env,
                new MergeLesions(
                        lesion.known().participantKey(),
                        lesion.id(),
                        into.id(),
                        code(env, "reason", MergeReason.class)));
        return orders.rows().lesion(env, into.id());
    }

    private @Nullable LesionRecord split(DataFetchingEnvironment env) {
        var lesion = orders.lesion(env, "lesion");
        var newLesionId = orders.newId();
        orders.send(
                env,
                new SplitLesion(
                        lesion.known().participantKey(),
                        lesion.id(),
                        newLesionId,
                        code(env, "reason", MergeReason.class)));
        return orders.rows().lesion(env, newLesionId);
    }

    private Map<String, @Nullable Object> diagnose(DataFetchingEnvironment env) {
        var lesion = env.getArgument("lesion") == null ? null : orders.lesion(env, "lesion");
        var capture = env.getArgument("capture") == null ? null : orders.capture(env);
        var diagnosisId = orders.newId();
        orders.send(
                env,
                new RecordDiagnosis(
                        participantOf(lesion, capture),
                        diagnosisId,
                        lesion == null ? null : lesion.id(),
                        capture == null ? null : capture.captureId(),
                        code(env, "code", DiagnosisCode.class),
                        code(env, "confirmation", DiagnosisConfirmation.class),
                        env.getArgument("day"),
                        orders.ids().argumentOrNull(env, "supersedes", ScopedIds.OF_REGISTER_ENTRY)));
        var recorded = new HashMap<String, @Nullable Object>();
        recorded.put("diagnosisId", orders.ids().out(env, ScopedIds.OF_REGISTER_ENTRY, diagnosisId));
        recorded.put("lesion", lesion == null ? null : orders.rows().lesion(env, lesion.id()));
        recorded.put("capture", capture == null ? null : orders.rows().capture(env, capture.captureId()));
        return recorded;
    }

    private static String participantOf(Orders.@Nullable Lesion lesion, @Nullable CaptureRecord capture) {
        if (lesion == null) {
            if (capture == null) {
                throw Refused.of(Refusal.of(
                        LesionRule.DIAGNOSIS_OF_NOTHING, "Name the lesion or the capture that was diagnosed."));
            }
            return capture.participantKey();
        }
        if (capture != null) {
            refuseAnotherParticipant(lesion.known().participantKey(), capture.participantKey());
        }
        return lesion.known().participantKey();
    }

    private Map<String, @Nullable Object> treat(DataFetchingEnvironment env) {
        var lesion = orders.lesion(env, "lesion");
        var procedureId = orders.newId();
        orders.send(
                env,
                new RecordProcedure(
                        lesion.known().participantKey(),
                        procedureId,
                        lesion.id(),
                        code(env, "kind", ProcedureKind.class),
                        env.getArgument("day")));
        var recorded = new HashMap<String, @Nullable Object>();
        recorded.put("procedureId", orders.ids().out(env, ScopedIds.OF_REGISTER_ENTRY, procedureId));
        recorded.put("lesion", orders.rows().lesion(env, lesion.id()));
        return recorded;
    }

    private static void refuseAnotherParticipant(String one, String other) {
        if (!one.equals(other)) {
            throw Refused.of(Refusal.of(
                    CaptureRule.LESION_OF_ANOTHER_PARTICIPANT, "These belong to two different participants."));
        }
    }
}

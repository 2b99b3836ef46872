package org.dermatrail.graphql.change;

import static org.dermatrail.graphql.change.Orders.text;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.Arrays;
import java.util.Optional;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.dermatrail.domain.diagnosis.DiagnosisConfirmation;
import org.dermatrail.domain.discrepancy.DiscrepancyCommand.ResolveDiscrepancy;
import org.dermatrail.domain.discrepancy.DisputedField;
import org.dermatrail.domain.lesion.LesionCommand.RecordDiagnosis;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms.Kind;
import org.dermatrail.graphql.caller.Caller;
import org.dermatrail.graphql.door.Refused;
import org.dermatrail.graphql.question.DiscrepancyFields;
import org.dermatrail.projections.discrepancy.Discrepancies;
import org.dermatrail.projections.discrepancy.Discrepancies.DiscrepancyRecord;
import org.dermatrail.projections.discrepancy.Discrepancies.Stated;
import org.dermatrail.projections.lesionhistory.LesionHistories;
import org.dermatrail.projections.lesionhistory.LesionHistory;
import org.dermatrail.projections.lesionhistory.LesionHistory.Diagnosed;
import org.dermatrail.projections.record.AsOf;
import org.dermatrail.projections.record.RegistryRecords.LesionRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/**
 * The resolving of contradictions.
 *
 * <p>Law: a diagnosis decided for that is not in force is recorded before the contradiction is resolved. Cut off in
 * between the contradiction is still open, and resolving it again finds the diagnosis in force and only resolves. Thread-safe.
 */
public final class DiscrepancyChanges implements RuntimeWiringConfigurer {

    private final Orders orders;
    private final Discrepancies discrepancies;
    private final LesionHistories histories;

    /** Sends by these orders. */
    public DiscrepancyChanges(Orders orders, Discrepancies discrepancies, LesionHistories histories) {
        this.orders = orders;
        this.discrepancies = discrepancies;
        this.histories = histories;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Mutation", type -> type.dataFetcher("resolveDiscrepancy", this::resolve));
    }

    private @Nullable DiscrepancyRecord resolve(DataFetchingEnvironment env) {
        var access = Caller.of(env.getGraphQlContext()).access();
        var id = orders.ids().argument(env, "discrepancy", Kind.DISCREPANCY);
        var known = discrepancies.find(access, id).orElseThrow(() -> Refused.notFound("discrepancy"));
        var value = DiscrepancyFields.holdsParticipants(known)
                ? orders.ids().argument(env, "value", Kind.PARTICIPANT)
                : text(env, "value");
        if (known.field().equals(DisputedField.DIAGNOSIS.wireName()) && known.resolvedTo() == null) {
            // What nobody stated is left to the discrepancy to refuse.
            known.statements().stream()
                    .filter(stated -> stated.value().equals(value))
                    .findFirst()
                    .ifPresent(stated -> diagnose(env, known, stated));
        }
        orders.send(env, new ResolveDiscrepancy(id, value));
        return discrepancies.find(access, id).orElse(null);
    }

    private void diagnose(DataFetchingEnvironment env, DiscrepancyRecord known, Stated stated) {
        var parts = stated.value().split("/", 2);
        var code = named(DiagnosisCode.class, parts[0]);
        var lesion = orders.rows().lesion(env, known.subjectId());
        if (code.isEmpty() || lesion == null) {
            return;
        }
        var confirmation = parts.length < 2
                ? Optional.<DiagnosisConfirmation>empty()
                : named(DiagnosisConfirmation.class, parts[1]);
        if (code.get().name().equals(lesion.diagnosis())
                && confirmation.stream().allMatch(each -> each.name().equals(lesion.confirmation()))) {
            return;
        }
        var capture = stated.captureId() == null ? null : orders.rows().capture(env, stated.captureId());
        orders.send(
                env,
                new RecordDiagnosis(
                        known.participantKey(),
                        orders.newId(),
                        lesion.lesionId(),
                        capture == null ? null : capture.captureId(),
                        code.get(),
                        confirmation.orElse(DiagnosisConfirmation.NOT_STATED),
                        capture == null ? null : capture.facts().day(),
                        inForce(env, lesion)));
    }

    /** The diagnosis the lesion is answered with, or {@code null} where it has none. */
    private @Nullable String inForce(DataFetchingEnvironment env, LesionRecord lesion) {
        return histories
                .history(Caller.of(env.getGraphQlContext()).access(), lesion.lesionId(), new AsOf.Live())
                .flatMap(history -> inForce(history, lesion))
                .map(Diagnosed::diagnosisId)
                .orElse(null);
    }

    private static Optional<Diagnosed> inForce(LesionHistory history, LesionRecord lesion) {
        return history.entries().stream()
                .filter(Diagnosed.class::isInstance)
                .map(Diagnosed.class::cast)
                .filter(each -> each.inForce()
                        && each.code().equals(lesion.diagnosis())
                        && each.confirmation().equals(lesion.confirmation()))
                .reduce((earlier, later) -> later);
    }

    private static <E extends Enum<E>> Optional<E> named(Class<E> set, String name) {
        return Arrays.stream(set.getEnumConstants())
                .filter(each -> each.name().equals(name))
                .findFirst();
    }
}

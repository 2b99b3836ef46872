package org.dermatrail.domain.lesion;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.dermatrail.domain.Outcome;
import org.dermatrail.domain.Refusal;
import org.dermatrail.domain.lesion.LesionCommand.DescribeLesion;
import org.dermatrail.domain.lesion.LesionCommand.IdentifyLesion;
import org.dermatrail.domain.lesion.LesionCommand.MergeLesions;
import org.dermatrail.domain.lesion.LesionCommand.RecordDiagnosis;
import org.dermatrail.domain.lesion.LesionCommand.RecordProcedure;
import org.dermatrail.domain.lesion.LesionCommand.SplitLesion;
import org.dermatrail.domain.lesion.LesionEvent.DiagnosisRecorded;
import org.dermatrail.domain.lesion.LesionEvent.LesionDescribed;
import org.dermatrail.domain.lesion.LesionEvent.LesionIdentified;
import org.dermatrail.domain.lesion.LesionEvent.LesionSplit;
import org.dermatrail.domain.lesion.LesionEvent.LesionsMerged;
import org.dermatrail.domain.lesion.LesionEvent.ProcedurePerformed;
import org.jspecify.annotations.Nullable;

/**
 * The lesions of one participant.
 *
 * <p>Laws: merging is acyclic and resolved by alias; nothing more is said of a lesion that was merged away; a lesion
 * never leaves its participant; a diagnosis is superseded at most once, so diagnoses of a lesion form chains.
 */
public class LesionRegister {

    /** What the register must remember of a diagnosis to judge the next. */
    private record Diagnosis(
            @Nullable String lesionId, @Nullable String captureId, String code, String confirmation) {}

    /**
     * A diagnosis that nothing supersedes.
     *
     * @param diagnosisId its id
     * @param code name of a diagnosis code
     * @param confirmation name of a diagnosis confirmation
     */
    public record Held(String diagnosisId, String code, String confirmation) {}

    private record Place(
            @Nullable String anatomicSite, @Nullable String laterality) {}

    /**
     * What the register holds of a lesion now.
     *
     * @param lesionId the lesion, or the one that stays where it was merged into another
     * @param anatomicSite name of the place the lesion that stays is said to be at, or {@code null}
     * @param laterality name of its side, or {@code null}
     */
    public record Standing(
            String lesionId,
            @Nullable String anatomicSite,
            @Nullable String laterality) {}

    @AggregateIdentifier
    @Nullable
    String stream;

    private final Map<String, Place> lesions = new HashMap<>();
    private final Map<String, String> aliases = new HashMap<>();
    private final Map<String, Diagnosis> diagnoses = new HashMap<>();
    private final Map<String, String> successors = new HashMap<>();
    private final Set<String> procedures = new HashSet<>();

    LesionRegister() {}

    /** The name of a participant's register. */
    public static String stream(String participantKey) {
        return "lesions:" + participantKey;
    }

    /** Whether the lesion was ever identified here, merged away or not. */
    public boolean knows(String lesionId) {
        return lesions.containsKey(lesionId);
    }

    /** What the register holds of a lesion, merges followed; empty where it was never identified here. */
    public Optional<Standing> standing(String lesionId) {
        var stays = resolve(lesionId);
        return Optional.ofNullable(lesions.get(stays))
                .map(place -> new Standing(stays, place.anatomicSite(), place.laterality()));
    }

    /** The diagnosis itself, or the last of those that supersede it; empty where it was never recorded here. */
    public Optional<Held> held(String diagnosisId) {
        var last = last(successors, diagnosisId);
        return Optional.ofNullable(diagnoses.get(last))
                .map(diagnosis -> new Held(last, diagnosis.code(), diagnosis.confirmation()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(IdentifyLesion command) {
        if (knows(command.lesionId())) {
            return Refusal.of(LesionRule.LESION_ALREADY_IDENTIFIED, "This lesion is in the register already.");
        }
        apply(new LesionIdentified(
                command.participantKey(),
                command.lesionId(),
                command.extent().name(),
                nameOf(command.anatomicSite()),
                nameOf(command.laterality())));
        return Outcome.accept();
    }

    @CommandHandler
    Outcome handle(DescribeLesion command) {
        if (!knows(command.lesionId())) {
            return unknown();
        }
        if (aliases.containsKey(command.lesionId())) {
            return mergedAway();
        }
        var place = new Place(nameOf(command.anatomicSite()), nameOf(command.laterality()));
        if (!place.equals(lesions.get(command.lesionId()))) {
            apply(new LesionDescribed(
                    command.participantKey(), command.lesionId(), place.anatomicSite(), place.laterality()));
        }
        return Outcome.accept();
    }

    @CommandHandler
    Outcome handle(MergeLesions command) {
        if (!knows(command.lesionId()) || !knows(command.intoLesionId())) {
            return unknown();
        }
        if (aliases.containsKey(command.lesionId())) {
            return mergedAway();
        }
        if (resolve(command.intoLesionId()).equals(command.lesionId())) {
            return Refusal.of(
                    LesionRule.LESION_MERGE_CYCLIC,
                    "A lesion cannot be merged into itself or into one of its aliases.");
        }
        apply(new LesionsMerged(
                command.participantKey(),
                command.lesionId(),
                resolve(command.intoLesionId()),
                command.reason().name()));
        return Outcome.accept();
    }

    @CommandHandler
    Outcome handle(SplitLesion command) {
        if (!knows(command.lesionId())) {
            return unknown();
        }
        if (aliases.containsKey(command.lesionId())) {
            return mergedAway();
        }
        if (knows(command.newLesionId())) {
            return Refusal.of(LesionRule.LESION_ALREADY_IDENTIFIED, "The new lesion is in the register already.");
        }
        apply(new LesionSplit(
                command.participantKey(),
                command.lesionId(),
                command.newLesionId(),
                command.reason().name()));
        return Outcome.accept();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(RecordDiagnosis command) {
        var refusal = objectionTo(command);
        if (refusal != null) {
            return refusal;
        }
        apply(new DiagnosisRecorded(
                command.participantKey(),
                command.diagnosisId(),
                command.lesionId(),
                command.captureId(),
                command.code().name(),
                command.confirmation().name(),
                command.day(),
                command.supersedes()));
        return Outcome.accept();
    }

    private @Nullable Refusal objectionTo(RecordDiagnosis command) {
        if (command.lesionId() == null && command.captureId() == null) {
            return Refusal.of(LesionRule.DIAGNOSIS_OF_NOTHING, "Name the lesion or the capture that was diagnosed.");
        }
        if (command.lesionId() != null && !knows(command.lesionId())) {
            return unknown();
        }
        if (diagnoses.containsKey(command.diagnosisId())) {
            return Refusal.of(LesionRule.DIAGNOSIS_ALREADY_RECORDED, "This diagnosis is in the register already.");
        }
        if (command.lesionId() != null && aliases.containsKey(command.lesionId())) {
            return mergedAway();
        }
        if (command.supersedes() == null) {
            return null;
        }
        var earlier = diagnoses.get(command.supersedes());
        if (earlier == null) {
            return Refusal.of(LesionRule.DIAGNOSIS_NOT_KNOWN, "The diagnosis to supersede is not in the register.");
        }
        if (successors.containsKey(command.supersedes())) {
            return Refusal.of(
                    LesionRule.DIAGNOSIS_ALREADY_SUPERSEDED,
                    "That diagnosis was superseded already; name its successor.");
        }
        if (!sameSubject(earlier, command)) {
            return Refusal.of(
                    LesionRule.DIAGNOSIS_OF_ANOTHER_LESION, "A diagnosis can only supersede one of the same lesion.");
        }
        return null;
    }

    private boolean sameSubject(Diagnosis earlier, RecordDiagnosis command) {
        var before = earlier.lesionId();
        var now = command.lesionId();
        if (before == null || now == null) {
            return Objects.equals(earlier.captureId(), command.captureId());
        }
        return resolve(before).equals(resolve(now));
    }

    @CommandHandler
    Outcome handle(RecordProcedure command) {
        if (!knows(command.lesionId())) {
            return unknown();
        }
        if (procedures.contains(command.procedureId())) {
            return Refusal.of(LesionRule.PROCEDURE_ALREADY_RECORDED, "This procedure is in the register already.");
        }
        if (aliases.containsKey(command.lesionId())) {
            return mergedAway();
        }
        apply(new ProcedurePerformed(
                command.participantKey(),
                command.procedureId(),
                command.lesionId(),
                command.kind().name(),
                command.day()));
        return Outcome.accept();
    }

    private String resolve(String lesionId) {
        return last(aliases, lesionId);
    }

    private static String last(Map<String, String> chain, String first) {
        var at = first;
        for (var next = chain.get(at); next != null; next = chain.get(at)) {
            at = next;
        }
        return at;
    }

    private static @Nullable String nameOf(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    private static Refusal unknown() {
        return Refusal.of(LesionRule.LESION_NOT_KNOWN, "The participant's register knows no such lesion.");
    }

    private static Refusal mergedAway() {
        return Refusal.of(
                LesionRule.LESION_MERGED_AWAY, "The lesion was merged into another; use the lesion that stays.");
    }

    @EventSourcingHandler
    void on(LesionIdentified event) {
        stream = stream(event.participantKey());
        lesions.put(event.lesionId(), new Place(event.anatomicSite(), event.laterality()));
    }

    @EventSourcingHandler
    void on(LesionDescribed event) {
        lesions.put(event.lesionId(), new Place(event.anatomicSite(), event.laterality()));
    }

    @EventSourcingHandler
    void on(LesionsMerged event) {
        aliases.put(event.lesionId(), event.intoLesionId());
    }

    @EventSourcingHandler
    void on(LesionSplit event) {
        lesions.put(event.newLesionId(), Objects.requireNonNull(lesions.get(event.lesionId())));
    }

    @EventSourcingHandler
    void on(DiagnosisRecorded event) {
        stream = stream(event.participantKey());
        diagnoses.put(
                event.diagnosisId(),
                new Diagnosis(event.lesionId(), event.captureId(), event.code(), event.confirmation()));
        if (event.supersedes() != null) {
            successors.put(event.supersedes(), event.diagnosisId());
        }
    }

    @EventSourcingHandler
    void on(ProcedurePerformed event) {
        procedures.add(event.procedureId());
    }
}

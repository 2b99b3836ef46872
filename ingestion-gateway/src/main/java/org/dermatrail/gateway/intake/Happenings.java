package org.dermatrail.gateway.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.dermatrail.connectors.SourceDescription;
import org.dermatrail.connectors.SourceHappening;
import org.dermatrail.connectors.SourceHappening.ConsentWithdrawn;
import org.dermatrail.connectors.SourceHappening.LaterDiagnosis;
import org.dermatrail.connectors.SourceHappening.ProcedureDone;
import org.dermatrail.connectors.SourceHappening.StatusChanged;
import org.dermatrail.connectors.UnusableItem;
import org.dermatrail.domain.Refusal;
import org.dermatrail.domain.lesion.LesionCommand.RecordDiagnosis;
import org.dermatrail.domain.lesion.LesionCommand.RecordProcedure;
import org.dermatrail.domain.lesion.LesionRule;
import org.dermatrail.domain.participant.ParticipantCommand.ChangeParticipantStatus;
import org.dermatrail.domain.participant.ParticipantCommand.WithdrawConsent;
import org.dermatrail.domain.participant.ParticipantRule;
import org.dermatrail.gateway.edge.HappeningBook;
import org.dermatrail.gateway.edge.RowDigest;
import org.dermatrail.gateway.edge.SourceMap;
import org.dermatrail.pseudonymization.vault.SourceIdentity;
import org.dermatrail.pseudonymization.vault.Vault;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a source states later into commands, once all captures read before have landed.
 *
 * <p>Laws: a happening is carried out once, whatever is interrupted and however often its source is read; those of one
 * participant are carried out in order; what speaks of somebody or something the registry has not heard of, or says
 * something else than under the same id before, goes to quarantine with a reason.
 */
final class Happenings {

    /** What a retry meets where an earlier attempt got further than it could note. */
    private static final Set<String> DONE_BEFORE =
            Set.of(LesionRule.DIAGNOSIS_ALREADY_RECORDED.name(), LesionRule.PROCEDURE_ALREADY_RECORDED.name());

    /** Appended as one, which spares a turn of the disk each. */
    private static final int STATEMENTS_A_LANE = 64;

    /**
     * What came of some happenings.
     *
     * @param taken taken up now
     * @param repeated known already
     * @param unusable in quarantine
     */
    record Result(long taken, long repeated, List<UnusableItem> unusable) {}

    private record Plan(SourceHappening happening, String participantKey, Object command, boolean retried) {}

    private record Refused(Plan plan, Refusal refusal) {}

    private final SourceMap map;
    private final HappeningBook book;
    private final Vault vault;
    private final CommandDoor door;
    private final SourceDescription source;
    private final String importId;
    private final Supplier<String> ids;

    Happenings(
            SourceMap map,
            Vault vault,
            CommandDoor door,
            SourceDescription source,
            String importId,
            Supplier<String> ids) {
        this.map = map;
        this.book = new HappeningBook(map);
        this.vault = vault;
        this.door = door;
        this.source = source;
        this.importId = importId;
        this.ids = ids;
    }

    /** Takes some up; when this returns, all events are durable and noted. */
    Result takeUp(List<SourceHappening> happenings, ExecutorService lanes) {
        var unusable = new ArrayList<UnusableItem>();
        var plans = new ArrayList<Plan>();
        long repeated = 0;
        var keys = vault.keysFor(happenings.stream()
                .map(this::identity)
                .flatMap(Optional::stream)
                .distinct()
                .toList());
        synchronized (map.lock()) {
            Map<String, String> before = new HashMap<>();
            for (var happening : happenings) {
                var digest = RowDigest.of(happening);
                var known = book.find(source.issuer(), happening.sourceId());
                var earlier = before.putIfAbsent(happening.sourceId(), digest);
                if (earlier == null && known != null && known.acknowledged()) {
                    earlier = known.digest();
                }
                if (earlier != null && earlier.equals(digest)) {
                    repeated++;
                    continue;
                }
                try {
                    if (earlier != null) {
                        throw changed(happening);
                    }
                    var key = identity(happening).map(keys::get).orElseThrow(() -> unusableId(happening));
                    plans.add(plan(happening, key, known, digest));
                } catch (Unusable reason) {
                    unusable.add(reason.item());
                }
            }
            map.commit();
        }
        var refused = carryOut(plans, lanes);
        synchronized (map.lock()) {
            var failed = new HashSet<String>();
            refused.forEach(each -> failed.add(each.plan().happening().sourceId()));
            for (var plan : plans) {
                var sourceId = plan.happening().sourceId();
                if (failed.contains(sourceId)) {
                    book.release(source.issuer(), sourceId);
                } else {
                    book.acknowledge(source.issuer(), sourceId);
                }
            }
            map.commit();
        }
        refused.forEach(each -> unusable.add(item(
                each.plan().happening(), each.refusal().code(), each.refusal().sentence())));
        return new Result(plans.size() - refused.size(), repeated, unusable);
    }

    /** Whom it speaks of, or empty where the id is none. */
    private Optional<SourceIdentity> identity(SourceHappening happening) {
        try {
            return Optional.of(new SourceIdentity(source.issuer(), "participant:" + happening.sourceParticipantId()));
        } catch (IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    private static Unusable unusableId(SourceHappening happening) {
        return new Unusable(happening, "PARTICIPANT_ID_UNUSABLE", "The id of the participant is too long.");
    }

    private Plan plan(SourceHappening happening, String key, HappeningBook.@Nullable Known known, String digest)
            throws Unusable {
        var participant = map.participant(key);
        if (participant == null || !participant.told()) {
            throw new Unusable(
                    happening,
                    "PARTICIPANT_UNKNOWN",
                    "It speaks of a participant of whom no capture came; correct the participant column.");
        }
        var lesionId = lesionId(happening, key);
        var happeningId = known == null ? ids.get() : known.happeningId();
        var command = command(happening, key, lesionId, happeningId);
        book.reserve(source.issuer(), happening.sourceId(), happeningId, digest, importId);
        return new Plan(happening, key, command, known != null);
    }

    /** The lesion it speaks of, blank where it speaks of the participant. */
    private String lesionId(SourceHappening happening, String key) throws Unusable {
        var sourceLesionId = happening.sourceLesionId();
        if (sourceLesionId == null) {
            return "";
        }
        var lesion = map.lesion(source.issuer(), sourceLesionId);
        if (lesion == null || !lesion.told()) {
            throw new Unusable(
                    happening,
                    "LESION_UNKNOWN",
                    "It speaks of a lesion that no capture shows; correct the lesion column.");
        }
        if (!lesion.participantKey().equals(key)) {
            throw new Unusable(
                    happening,
                    "LESION_OF_ANOTHER_PARTICIPANT",
                    "It speaks of a lesion of another participant; correct the lesion or the participant column.");
        }
        return lesion.lesionId();
    }

    private Object command(SourceHappening happening, String key, String lesionId, String happeningId) throws Unusable {
        return switch (happening) {
            case StatusChanged changed -> new ChangeParticipantStatus(key, changed.status(), changed.reason());
            case ConsentWithdrawn withdrawn -> new WithdrawConsent(key);
            case LaterDiagnosis later ->
                new RecordDiagnosis(
                        key,
                        happeningId,
                        lesionId,
                        null,
                        later.diagnosis().code(),
                        later.diagnosis().confirmation(),
                        later.day(),
                        superseded(later));
            case ProcedureDone done -> new RecordProcedure(key, happeningId, lesionId, done.kind(), done.day());
        };
    }

    private @Nullable String superseded(LaterDiagnosis later) throws Unusable {
        var named = later.supersedes();
        if (named == null) {
            return null;
        }
        var happening = book.find(source.issuer(), named);
        if (happening != null) {
            return happening.happeningId();
        }
        var capture = map.capture(source.issuer(), named);
        var lesion = map.lesion(source.issuer(), later.sourceLesionId());
        var stated = lesion == null ? null : lesion.diagnosisId();
        if (capture == null || stated == null) {
            throw new Unusable(
                    later,
                    "DIAGNOSIS_UNKNOWN",
                    "It replaces a diagnosis that nothing read before it states; correct the column, or leave it blank.");
        }
        return stated;
    }

    private List<Refused> carryOut(List<Plan> plans, ExecutorService lanes) {
        var byParticipant = new LinkedHashMap<String, List<Plan>>();
        plans.forEach(plan -> byParticipant
                .computeIfAbsent(plan.participantKey(), key -> new ArrayList<>())
                .add(plan));
        var underWay = new ArrayList<Future<List<Refused>>>();
        var lane = new ArrayList<Plan>();
        for (var ofOne : byParticipant.values()) {
            lane.addAll(ofOne);
            if (lane.size() >= STATEMENTS_A_LANE) {
                var full = List.copyOf(lane);
                underWay.add(lanes.submit(() -> carryOutTogether(full)));
                lane.clear();
            }
        }
        underWay.add(lanes.submit(() -> carryOutTogether(lane)));
        var refused = new ArrayList<Refused>();
        ImportStopped failure = null;
        for (var each : underWay) {
            try {
                refused.addAll(Waiting.on(each));
            } catch (ImportStopped e) {
                // The others are waited for, so that nothing is under way any more when the import stops.
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return refused;
    }

    private List<Refused> carryOutTogether(List<Plan> lane) {
        if (!door.atOnce()) {
            return carryOutInOrder(lane);
        }
        try {
            return door.together(() -> carryOutInOrder(lane));
        } catch (RuntimeException together) {
            // Nothing was appended; one by one it shows what stood in the way.
            return carryOutInOrder(lane);
        }
    }

    private List<Refused> carryOutInOrder(List<Plan> lane) {
        var refused = new ArrayList<Refused>();
        for (var plan : lane) {
            if (door.send(plan.command()) instanceof CommandDoor.Reply.Answered(Refusal refusal)
                    && !isDoneBefore(plan, refusal)) {
                refused.add(new Refused(plan, refusal));
            }
        }
        return refused;
    }

    private static boolean isDoneBefore(Plan plan, Refusal refusal) {
        return DONE_BEFORE.contains(refusal.code())
                || (plan.retried()
                        && plan.command() instanceof WithdrawConsent
                        && refusal.code().equals(ParticipantRule.CONSENT_NOT_GIVEN.name()));
    }

    private static Unusable changed(SourceHappening happening) {
        return new Unusable(
                happening,
                "STATEMENT_CHANGED",
                "Something else was stated under this id before; a later statement is never changed, give the new one an"
                        + " id of its own.");
    }

    private static UnusableItem item(SourceHappening happening, String code, String reason) {
        return new UnusableItem(happening.origin(), happening.sourceId(), code, reason);
    }

    private static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient UnusableItem item;

        Unusable(SourceHappening happening, String code, String reason) {
            super(reason, null, false, false);
            this.item = Happenings.item(happening, code, reason);
        }

        UnusableItem item() {
            return item;
        }
    }
}

package org.dermatrail.gateway.intake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.dermatrail.connectors.UnusableItem;
import org.dermatrail.domain.Refusal;
import org.dermatrail.domain.capture.CaptureCommand.CorrectCapture;
import org.dermatrail.domain.capture.CaptureCommand.RecordCapture;
import org.dermatrail.domain.lesion.LesionRule;
import org.jspecify.annotations.Nullable;

/**
 * Carries out plans: participants beside one another, the rows of one participant in order, also across batches.
 *
 * <p>Law: when {@link Started#await} returns, every event of every accepted plan is durable. A lane holds the rows of a
 * few participants and appends their events as one where the event store can, which is where the speed comes from: fewer
 * syncs, and readers meet a participant's events side by side. Several batches are under way at once, so that a participant with many rows holds
 * nobody up.
 */
final class Dispatch {

    /** What a retry meets where an earlier attempt got further than it could note; each says the work is done. */
    private static final Set<String> DONE_BEFORE = Set.of(
            LesionRule.LESION_ALREADY_IDENTIFIED.name(),
            LesionRule.DIAGNOSIS_ALREADY_RECORDED.name(),
            LesionRule.DIAGNOSIS_ALREADY_SUPERSEDED.name());

    /**
     * What became of a batch.
     *
     * @param accepted plans whose events are durable
     * @param refused plans the registry refused, with its reason
     */
    record Result(List<RowPlan> accepted, List<Refused> refused) {}

    /** A plan and the reason it was refused for. */
    record Refused(RowPlan plan, UnusableItem item) {}

    /** Enough to share an append among, few enough that several lanes are under way at once. */
    private static final int ROWS_A_LANE = 128;

    private final CommandDoor door;
    private final ExecutorService lanes;
    private final ConcurrentMap<String, Future<List<Refused>>> latest = new ConcurrentHashMap<>();

    Dispatch(CommandDoor door, ExecutorService lanes) {
        this.door = door;
        this.lanes = lanes;
    }

    /** Starts a batch; batches are started by one thread, in their order. */
    Started start(List<RowPlan> plans) {
        var byParticipant = new LinkedHashMap<String, List<RowPlan>>();
        for (var plan : plans) {
            byParticipant
                    .computeIfAbsent(plan.participantKey(), key -> new ArrayList<>())
                    .add(plan);
        }
        var underWay = new ArrayList<Future<List<Refused>>>();
        var participants = new ArrayList<String>();
        var rows = new ArrayList<RowPlan>();
        byParticipant.forEach((participant, plan) -> {
            participants.add(participant);
            rows.addAll(plan);
            if (rows.size() >= ROWS_A_LANE) {
                underWay.add(lane(List.copyOf(participants), List.copyOf(rows)));
                participants.clear();
                rows.clear();
            }
        });
        if (!rows.isEmpty()) {
            underWay.add(lane(participants, rows));
        }
        return new Started(plans, underWay);
    }

    private Future<List<Refused>> lane(List<String> participants, List<RowPlan> rows) {
        var before = new LinkedHashSet<Future<List<Refused>>>();
        for (var participant : participants) {
            var earlier = latest.get(participant);
            if (earlier != null) {
                before.add(earlier);
            }
        }
        var lane = lanes.submit(() -> carryOutAfter(before, rows));
        participants.forEach(participant -> latest.put(participant, lane));
        return lane;
    }

    private List<Refused> carryOutAfter(Set<Future<List<Refused>>> before, List<RowPlan> rows) {
        for (var earlier : before) {
            // Where the earlier rows failed these must not overtake them.
            var refused = Waiting.on(earlier);
            assert refused != null : "waited for its end";
        }
        return carryOut(rows);
    }

    private List<Refused> carryOut(List<RowPlan> rows) {
        if (!door.atOnce()) {
            return carryOutInOrder(rows);
        }
        try {
            return door.together(() -> carryOutInOrder(rows));
        } catch (RuntimeException together) {
            // Nothing was appended. One by one it shows what stood in the way, for instance rows that an import which
            // was
            // cut off had recorded already.
            return carryOutInOrder(rows);
        }
    }

    /** A batch under way. */
    final class Started {
        private final List<RowPlan> plans;
        private final List<Future<List<Refused>>> underWay;

        private Started(List<RowPlan> plans, List<Future<List<Refused>>> underWay) {
            this.plans = plans;
            this.underWay = underWay;
        }

        /** Waits for the batch to its end, also where a part of it failed. */
        Result await() {
            var refused = new ArrayList<Refused>();
            ImportStopped failure = null;
            for (var lane : underWay) {
                try {
                    refused.addAll(Waiting.on(lane));
                } catch (ImportStopped e) {
                    failure = failure == null ? e : failure;
                }
            }
            for (var plan : plans) {
                latest.computeIfPresent(plan.participantKey(), (key, lane) -> lane.isDone() ? null : lane);
            }
            if (failure != null) {
                throw failure;
            }
            var refusedPlans = Collections.newSetFromMap(new IdentityHashMap<RowPlan, Boolean>());
            refused.forEach(each -> refusedPlans.add(each.plan()));
            var accepted =
                    plans.stream().filter(plan -> !refusedPlans.contains(plan)).toList();
            return new Result(accepted, refused);
        }
    }

    private List<Refused> carryOutInOrder(List<RowPlan> lane) {
        var refused = new ArrayList<Refused>();
        for (var plan : lane) {
            for (var command : plan.commands()) {
                var refusal = send(command);
                if (refusal != null) {
                    refused.add(new Refused(plan, item(plan, refusal)));
                    break;
                }
            }
        }
        return refused;
    }

    private static UnusableItem item(RowPlan plan, Refusal refusal) {
        // Plans name the lesion that stays; only a merge that came in between leaves a row behind.
        var sentence = refusal.code().equals(LesionRule.LESION_MERGED_AWAY.name())
                ? "The row's lesion was merged into another while this import ran; import the table again, and what the"
                        + " row says goes to the lesion that stays."
                : refusal.sentence();
        return new UnusableItem(plan.row().origin(), plan.row().sourceCaptureId(), refusal.code(), sentence);
    }

    private @Nullable Refusal send(Object command) {
        return switch (door.send(command)) {
            case CommandDoor.Reply.Answered(Refusal refusal) when !DONE_BEFORE.contains(refusal.code()) -> refusal;
            case CommandDoor.Reply.Answered answered -> null;
            case CommandDoor.Reply.AlreadyThere there ->
                // The id was reserved and recorded before the import was cut off: bring it up to what the row says now.
                command instanceof RecordCapture recorded
                        ? send(new CorrectCapture(
                                recorded.captureId(),
                                recorded.facts(),
                                recorded.images().isEmpty() ? null : recorded.images()))
                        : null;
        };
    }
}

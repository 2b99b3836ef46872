package org.dermatrail.ops.eventstore.kurrent.twin;

import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/** What goes wrong with one subscription, and when. Used by the subscription's own thread only. */
final class SubscriptionTrouble {

    private final Node node;
    private final Caller caller;
    private Faults.@Nullable Due<SubscriptionFault> due;
    private int sent;

    SubscriptionTrouble(Node node, Caller caller) {
        this.node = node;
        this.caller = caller;
        this.due = node.faults().nextSubscription();
    }

    /**
     * Called before an event is sent. Ends the subscription where that is the fault.
     *
     * @return the fault that the subscription itself has to act out, or null
     */
    @Nullable
    SubscriptionFault before(Outlet outlet) throws InterruptedException {
        if (due == null) {
            due = node.faults().nextScriptedSubscription();
            sent = 0;
        }
        var now = due;
        if (now == null || sent++ < now.afterEvents()) {
            return null;
        }
        due = node.faults().nextSubscription();
        sent = 0;
        node.faults().happened("subscription " + now.fault());
        switch (now.fault()) {
            case CUT -> {
                node.connections().cut(caller.address());
                outlet.fallSilent();
            }
            case SILENT -> outlet.fallSilent();
            case CANCELLED -> throw Status.CANCELLED.asRuntimeException();
            case ENDED -> throw new Outlet.Enough();
            case UNAVAILABLE -> throw TwinRefusal.notReady();
            case NOT_LEADER ->
                throw TwinRefusal.notLeader(Membership.HOST, node.membership().leaderPort());
            case REPEATED_CHECKPOINT, REPEATED_EVENT, EARLY_CHECKPOINT, FELL_BEHIND -> {}
        }
        return now.fault();
    }
}

package org.dermatrail.ops.eventstore.kurrent.twin;

import java.time.Clock;

/** What every call on a node needs: the log, how to behave, how to misbehave, and who else is there. */
record Node(
        TwinLog log, TwinSettings settings, Faults faults, Connections connections, Membership membership, int number) {

    private static final String SYSTEM = "$";
    private static final String ADMINISTRATOR = "admin";

    /** The whole log, as the name of a stream. */
    static final String ALL = "$all";

    TwinVersion version() {
        return settings.version();
    }

    Clock clock() {
        return settings.clock();
    }

    /** Refuses a caller who may not use the stream, or who wants the leader where this node does not lead. */
    void admit(Caller caller, String stream) {
        var owner = TwinStream.isMetadata(stream) ? stream.substring(TwinStream.METADATA.length()) : stream;
        if (!settings.users().isEmpty() && owner.startsWith(SYSTEM) && !ADMINISTRATOR.equals(caller.user())) {
            throw TwinRefusal.accessDenied();
        }
        if (caller.requiresLeader() && !membership.leads(number)) {
            throw TwinRefusal.notLeader(Membership.HOST, membership.leaderPort());
        }
    }
}

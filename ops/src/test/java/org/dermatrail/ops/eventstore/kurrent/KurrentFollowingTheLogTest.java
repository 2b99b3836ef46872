package org.dermatrail.ops.eventstore.kurrent;

import org.dermatrail.ops.eventstore.EventLogs;
import org.dermatrail.ops.eventstore.FollowingTheLogConformance;

class KurrentFollowingTheLogTest extends FollowingTheLogConformance {

    @Override
    protected EventLogs make() {
        return new TwinLogs();
    }
}

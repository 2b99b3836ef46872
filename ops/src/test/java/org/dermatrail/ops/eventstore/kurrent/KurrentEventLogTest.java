package org.dermatrail.ops.eventstore.kurrent;

import org.dermatrail.ops.eventstore.EventLogConformance;
import org.dermatrail.ops.eventstore.EventLogs;

class KurrentEventLogTest extends EventLogConformance {

    @Override
    protected EventLogs make() {
        return new TwinLogs();
    }
}

package org.dermatrail.ops.eventstore.sqlite;

import java.nio.file.Path;
import org.dermatrail.ops.eventstore.EventLogConformance;
import org.dermatrail.ops.eventstore.EventLogs;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventLogTest extends EventLogConformance {

    @TempDir
    private Path folder = Path.of("");

    @Override
    protected EventLogs make() {
        return new SqliteLogs(folder);
    }
}

package org.dermatrail.ops.eventstore.sqlite;

import java.nio.file.Path;
import org.dermatrail.ops.eventstore.EventLogs;
import org.dermatrail.ops.eventstore.FollowingTheLogConformance;
import org.junit.jupiter.api.io.TempDir;

class SqliteFollowingTheLogTest extends FollowingTheLogConformance {

    @TempDir
    private Path folder = Path.of("");

    @Override
    protected EventLogs make() {
        return new SqliteLogs(folder);
    }
}

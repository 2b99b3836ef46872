package org.dermatrail.ops.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import org.dermatrail.domain.audit.AuditLog;
import org.dermatrail.ops.eventstore.StorageRefused;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAuditLogTest extends AuditLogConformance {

    @TempDir
    private Path folder = Path.of("");

    private @Nullable SqliteAuditLog open;

    @Override
    protected synchronized AuditLog log() {
        var log = open == null ? new SqliteAuditLog(folder.resolve("audit.db")) : open;
        open = log;
        return log;
    }

    @Override
    protected AuditLog restarted() {
        close();
        return log();
    }

    @AfterEach
    synchronized void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    @Test
    void the_file_itself_refuses_to_change_remove_or_replace_a_record() throws Exception {
        // Given
        var record = asked("cohort", null);
        log().append(record);

        // Then
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("audit.db"));
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("DELETE FROM audit")).hasMessageContaining("never removed");
            assertThatThrownBy(() -> statement.execute("UPDATE audit SET account = 'x'"))
                    .hasMessageContaining("never changed");
            for (var how : List.of("INSERT", "REPLACE")) {
                assertThatThrownBy(() -> statement.execute(how + " INTO audit VALUES (1,'','','','','','','','','')"))
                        .hasMessageContaining("never replaced");
            }
        }
        assertThat(log().read(0, 10)).containsExactly(new AuditLog.Entry(1, record));
    }

    @Test
    void a_closed_log_refuses() {
        // Given
        var log = log();
        close();

        // Then
        assertThatThrownBy(() -> log.append(asked("cohort", null))).isInstanceOf(StorageRefused.class);
    }
}

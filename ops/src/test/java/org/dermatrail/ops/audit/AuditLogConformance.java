package org.dermatrail.ops.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dermatrail.domain.audit.AuditLog;
import org.dermatrail.domain.audit.AuditRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every audit log must show. Adapters give an empty log and a restart. */
public abstract class AuditLogConformance {

    private static final int ASKERS = 64;

    /** The log under test, empty when a test begins. */
    protected abstract AuditLog log();

    /** The same log, closed and opened again. */
    protected abstract AuditLog restarted();

    @Test
    void a_record_is_read_back_as_written_after_a_restart() {
        // Given
        var inProject = asked("cohort", "project-1");
        var outside = asked("history", null);

        // When
        log().append(inProject);
        log().append(outside);

        // Then
        assertThat(restarted().read(0, 10).toList())
                .containsExactly(new AuditLog.Entry(1, inProject), new AuditLog.Entry(2, outside));
    }

    @Test
    void reading_goes_on_after_a_position_and_keeps_to_the_limit() {
        // Given
        for (var i = 0; i < 10; i++) {
            log().append(asked("question-" + i, null));
        }

        // Then
        assertThat(log().read(4, 3).map(entry -> entry.auditRecord().action()))
                .containsExactly("question-4", "question-5", "question-6");
        assertThat(log().read(10, 3)).isEmpty();
    }

    @Test
    void many_askers_at_once_are_all_kept_each_once() throws Exception {
        // Given
        var asks = IntStream.range(0, ASKERS)
                .<Callable<Integer>>mapToObj(asker -> () -> {
                    for (var i = 0; i < 10; i++) {
                        log().append(asked(asker + "-" + i, null));
                    }
                    return asker;
                })
                .toList();

        // When
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(asks)) {
                assertThat(done.get()).isNotNegative();
            }
        }

        // Then
        var entries = log().read(0, 10_000).toList();
        assertThat(entries).hasSize(ASKERS * 10);
        assertThat(entries)
                .extracting(AuditLog.Entry::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, ASKERS * 10L).boxed().toList());
        assertThat(entries).extracting(entry -> entry.auditRecord().action()).doesNotHaveDuplicates();
    }

    /** A record of some asking. */
    protected static AuditRecord asked(String action, @Nullable String project) {
        return new AuditRecord(
                Instant.parse("2026-03-01T08:00:00.123456789Z"),
                "researcher",
                "RESEARCHER",
                project,
                action,
                "diagnosis = MEL; site in (BACK, \"CHEST\")",
                "live",
                "participants 12, suppressed",
                List.of("a", "b \"c\""));
    }
}

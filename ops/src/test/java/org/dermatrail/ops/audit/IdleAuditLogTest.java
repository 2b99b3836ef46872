package org.dermatrail.ops.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.dermatrail.domain.audit.AuditLog;
import org.dermatrail.domain.audit.AuditRecord;
import org.dermatrail.ops.conformance.IdleAdapters;
import org.junit.jupiter.api.Test;

class IdleAuditLogTest {

    @Test
    void no_test_of_the_suite_is_passed_by_a_log_that_does_nothing() throws Exception {
        assertThat(IdleAdapters.testsThatPass(AuditLogConformance.class, IdleSuite::new))
                .isEmpty();
    }

    private static final class IdleSuite extends AuditLogConformance {
        @Override
        protected AuditLog log() {
            return new IdleLog();
        }

        @Override
        protected AuditLog restarted() {
            return new IdleLog();
        }
    }

    private static final class IdleLog implements AuditLog {
        @Override
        public void append(AuditRecord auditRecord) {
            // Takes it and forgets it.
        }

        @Override
        public Stream<Entry> read(long afterPosition, int limit) {
            return Stream.empty();
        }
    }
}

package org.dermatrail.gateway.http;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.dermatrail.domain.audit.AuditLog;
import org.dermatrail.domain.audit.AuditRecord;
import org.dermatrail.gateway.grant.ImportGrant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Writes down who brought what in, and who looked at it.
 *
 * <p>Law: before it is done or shown; where that fails, neither happens. File names and ids of the source are never
 * written. Thread-safe.
 */
final class ImportAudit {

    private static final Logger LOG = LoggerFactory.getLogger(ImportAudit.class);

    private final AuditLog log;
    private final Clock clock;

    ImportAudit(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    void note(ImportGrant who, String action, String what, String disclosed, List<String> subjects) {
        try {
            append(who, action, what, disclosed, subjects);
        } catch (RuntimeException outage) {
            LOG.error("The audit log cannot be written; nothing is imported until it can", outage);
            throw new RequestRefused(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "AUDIT_UNAVAILABLE",
                    "The audit log cannot be written now; try later.");
        }
    }

    /** Notes what came of an import that was noted when it began; it has happened, whether this can be written or not. */
    void noteEnd(ImportGrant who, String what, String outcome, List<String> subjects) {
        try {
            append(who, "import-end", what, outcome, subjects);
        } catch (RuntimeException outage) {
            LOG.error("The end of an import cannot be written to the audit log", outage);
        }
    }

    private void append(ImportGrant who, String action, String what, String disclosed, List<String> subjects) {
        log.append(new AuditRecord(
                clock.instant(),
                who.account(),
                who.role().toLowerCase(Locale.ROOT),
                null,
                action,
                what,
                "live",
                disclosed,
                subjects));
    }
}

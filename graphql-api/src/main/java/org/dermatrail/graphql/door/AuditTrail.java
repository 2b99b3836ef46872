package org.dermatrail.graphql.door;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dermatrail.domain.audit.AuditLog;
import org.dermatrail.domain.audit.AuditRecord;
import org.dermatrail.graphql.caller.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies a request's notebook to the audit log.
 *
 * <p>Laws: a change is in the log before its command is sent, and again with what became of it; more subjects than a
 * record holds go on in further records, never lost. Thread-safe.
 */
final class AuditTrail {

    /** Most subjects in one record. */
    static final int MOST_SUBJECTS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    private final AuditLog log;
    private final Clock clock;

    AuditTrail(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Says that a change is about to be asked for. */
    void beforeChange(Caller caller, String action, String question) {
        append(caller, action, question, "live", "asked", List.of());
    }

    /** Writes all pages; {@code errorCodes} says by root field why nothing was answered. */
    void write(Caller caller, Map<String, Notebook.Page> pages, Map<String, String> errorCodes) {
        pages.forEach((root, page) -> {
            var code = errorCodes.get(root);
            var words = code == null ? inWords(page) : "refused: " + code;
            var subjects = List.copyOf(page.subjects);
            int parts = Math.max(1, (subjects.size() + MOST_SUBJECTS - 1) / MOST_SUBJECTS);
            for (int part = 0; part < parts; part++) {
                var some =
                        subjects.subList(part * MOST_SUBJECTS, Math.min(subjects.size(), (part + 1) * MOST_SUBJECTS));
                var partWords = parts == 1 ? words : words + " (part " + (part + 1) + " of " + parts + ")";
                append(caller, page.action, page.question, page.position(), partWords, some);
            }
        });
    }

    private static String inWords(Notebook.Page page) {
        var words = new ArrayList<>(page.words);
        if (!page.subjects.isEmpty()) {
            words.add(page.subjects.size() + " ids shown");
        }
        return words.isEmpty() ? "no records of persons" : String.join("; ", words);
    }

    private void append(
            Caller caller, String action, String question, String position, String disclosed, List<String> subjects) {
        try {
            log.append(new AuditRecord(
                    clock.instant(),
                    caller.account(),
                    caller.role().name().toLowerCase(Locale.ROOT),
                    caller.project(),
                    action,
                    question,
                    position,
                    disclosed,
                    subjects));
        } catch (RuntimeException outage) {
            LOG.error("The audit log cannot be written; no answers are given until it can", outage);
            throw Refused.because(
                    Refused.AUDIT_UNAVAILABLE,
                    "The audit log cannot be written now, so no answer is given; try later.");
        }
    }
}

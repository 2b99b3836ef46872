package org.dermatrail.ops.registry;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.dermatrail.domain.audit.AuditLog;
import org.dermatrail.domain.audit.AuditRecord;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.disclosure.CohortAnswer;
import org.dermatrail.projections.disclosure.DisclosurePolicy;
import org.dermatrail.projections.lesionhistory.LesionHistory;
import org.dermatrail.projections.record.AsOf;

/**
 * Questions asked on the command line by whoever owns the data folder.
 *
 * <p>Law: exact counts of everything, and like everyone else's questions each is in the audit log before its answer is
 * given.
 */
public final class OperatorDesk {

    private static final String ACCOUNT = "operator";
    private static final String ROLE = "DATA_MANAGER";

    private final Questions questions;
    private final AuditLog audit;
    private final Clock clock;

    OperatorDesk(Questions questions, AuditLog audit, Clock clock) {
        this.questions = questions;
        this.audit = audit;
        this.clock = clock;
    }

    /** The question an operator may ask: everything is admitted. */
    public static AccessFilter access() {
        return AccessFilter.everything();
    }

    /** Answers a cohort question; {@code words} is the question as it was asked. */
    public CohortAnswer ask(CohortQuestion question, AsOf asOf, String words) {
        var answer = questions.cohorts().ask(question, asOf, DisclosurePolicy.EXACT);
        note("cohort", words, asOf, answer.captures() + " of " + answer.lesions(), List.of());
        return answer;
    }

    /** Tells a lesion's history. */
    public Optional<LesionHistory> history(String lesionId, AsOf asOf) {
        var history = questions.histories().history(access(), lesionId, asOf);
        note(
                "lesion-history",
                lesionId,
                asOf,
                history.map(found -> found.entries().size() + " entries").orElse("nothing"),
                history.map(found -> List.of(found.lesionId())).orElse(List.of()));
        return history;
    }

    private void note(String action, String question, AsOf asOf, String disclosed, List<String> subjects) {
        var position =
                switch (asOf) {
                    case AsOf.Live live -> "live";
                    case AsOf.Cut cut -> cut.cutId();
                };
        audit.append(
                new AuditRecord(clock.instant(), ACCOUNT, ROLE, null, action, question, position, disclosed, subjects));
    }
}

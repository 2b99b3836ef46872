package org.dermatrail.ops.registry;

import org.dermatrail.projections.disclosure.CohortDesk;
import org.dermatrail.projections.discrepancy.Discrepancies;
import org.dermatrail.projections.discrepancy.EntryDiscrepancies;
import org.dermatrail.projections.enrolment.EnrolmentBoards;
import org.dermatrail.projections.enrolment.EntryEnrolmentBoards;
import org.dermatrail.projections.lesionhistory.EntryLesionHistories;
import org.dermatrail.projections.lesionhistory.LesionHistories;
import org.dermatrail.projections.record.EntryRegistryRecords;
import org.dermatrail.projections.record.EntryStore;
import org.dermatrail.projections.record.ParkedEvents;
import org.dermatrail.projections.record.RegistryRecords;

/**
 * Everything that can be asked of a registry, always of the generation in use.
 *
 * @param cohorts cohort questions
 * @param histories lesion histories
 * @param records what is known now
 * @param boards enrolment
 * @param discrepancies contradictions
 * @param parked whose events wait for an operator
 */
public record Questions(
        CohortDesk cohorts,
        LesionHistories histories,
        RegistryRecords records,
        EnrolmentBoards boards,
        Discrepancies discrepancies,
        ParkedEvents parked) {

    static Questions of(Generations generations) {
        EntryStore entries = new CurrentEntries(generations);
        var index = new CurrentIndex(generations);
        var parked = new QueuedLetters(generations);
        return new Questions(
                new CohortDesk(index, entries, parked),
                new EntryLesionHistories(entries, parked),
                new EntryRegistryRecords(entries),
                new EntryEnrolmentBoards(entries),
                new EntryDiscrepancies(entries),
                parked);
    }
}

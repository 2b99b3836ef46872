package org.dermatrail.projections.record;

import java.util.ArrayList;
import java.util.List;
import org.dermatrail.domain.participant.ParticipantEvent;

/** A participant's entry while one event is applied. */
final class ParticipantDraft {

    private final ParticipantEntry before;
    private final long order;
    private List<Word> sex;
    private List<ParticipantEntry.StatusChange> status;
    private List<Word> consent;
    private List<String> discrepancyIds;
    private List<Diagnosis> awaiting;
    private boolean withLesions;
    private boolean withCaptures;

    ParticipantDraft(ParticipantEntry before, long order) {
        this.before = before;
        this.order = order;
        sex = before.sex();
        status = before.status();
        consent = before.consent();
        discrepancyIds = before.discrepancyIds();
        awaiting = before.awaiting();
        withLesions = before.withLesions();
        withCaptures = before.withCaptures();
    }

    ParticipantEntry before() {
        return before;
    }

    void apply(ParticipantEvent event) {
        switch (event) {
            case ParticipantEvent.ParticipantEnrolled enrolled ->
                throw new EventOutOfPlace("participant " + enrolled.participantKey() + " is enrolled already");
            case ParticipantEvent.ParticipantDescribed described ->
                sex = Entry.with(sex, new Word(order, described.sex()));
            case ParticipantEvent.ParticipantStatusChanged changed ->
                status = Entry.with(
                        status, new ParticipantEntry.StatusChange(order, changed.status(), changed.reason()));
            case ParticipantEvent.ConsentGiven given -> consent = Entry.with(consent, new Word(order, given.basis()));
            case ParticipantEvent.ConsentWithdrawn withdrawn -> consent = Entry.with(consent, new Word(order, null));
        }
    }

    void disputed(String discrepancyId) {
        discrepancyIds = Entry.with(discrepancyIds, discrepancyId);
    }

    void hasLesions() {
        withLesions = true;
    }

    void hasCaptures() {
        withCaptures = true;
    }

    void await(Diagnosis diagnosis) {
        awaiting = Entry.with(awaiting, diagnosis);
    }

    /** Takes the diagnoses that waited for this capture. */
    List<Diagnosis> take(String captureId) {
        if (awaiting.isEmpty()) {
            return List.of();
        }
        var taken = new ArrayList<Diagnosis>();
        var left = new ArrayList<Diagnosis>();
        for (var each : awaiting) {
            (captureId.equals(each.captureId()) ? taken : left).add(each);
        }
        awaiting = List.copyOf(left);
        return List.copyOf(taken);
    }

    ParticipantEntry entry() {
        return new ParticipantEntry(
                before.participantKey(),
                before.ordinal(),
                before.order(),
                order,
                before.studyId(),
                before.siteId(),
                before.identification(),
                sex,
                status,
                consent,
                discrepancyIds,
                awaiting,
                withLesions,
                withCaptures);
    }
}

package org.dermatrail.projections.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.domain.anatomy.AnatomicSite;
import org.dermatrail.domain.anatomy.Laterality;
import org.dermatrail.domain.capture.CaptureEvent;
import org.dermatrail.domain.capture.CaptureFacts;
import org.dermatrail.domain.datacut.DataCutEvent;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.dermatrail.domain.diagnosis.DiagnosisConfirmation;
import org.dermatrail.domain.discrepancy.DiscrepancyEvent;
import org.dermatrail.domain.image.Image;
import org.dermatrail.domain.lesion.LesionEvent;
import org.dermatrail.domain.lesion.ProcedureKind;
import org.dermatrail.domain.participant.ParticipantEvent;
import org.dermatrail.domain.participant.ParticipantStatus;
import org.dermatrail.domain.site.SiteEvent;
import org.dermatrail.domain.study.StudyEvent;
import org.jspecify.annotations.Nullable;

/** A clinic in which anything valid happens at random; the same seed tells the same history. */
final class RandomClinic {

    private static final List<String> STUDIES = List.of("naevus-2026", "vitiligo-2026");
    private static final List<String> SITE_CODES = List.of("vienna", "basel", "UNKNOWN");
    private static final List<String> MODALITIES = List.of("DMS", "XC", "CFM", "US");

    private static final class Person {
        final String key;
        final String studyId;
        final Map<String, @Nullable String> lesions = new LinkedHashMap<>();
        final Map<String, Set<String>> captures = new LinkedHashMap<>();
        final Set<String> withheld = new LinkedHashSet<>();
        final List<String> diagnoses = new ArrayList<>();
        final Map<String, List<DiscrepancyEvent.Statement>> disputes = new LinkedHashMap<>();
        boolean consented;

        Person(String key, String studyId) {
            this.key = key;
            this.studyId = studyId;
        }

        List<String> standing() {
            return lesions.keySet().stream()
                    .filter(id -> lesions.get(id) == null)
                    .toList();
        }
    }

    private final Random random;
    private final List<RegistryEvent> events = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();
    private int ids;

    RandomClinic(long seed) {
        random = new Random(seed);
        for (var study : STUDIES) {
            events.add(new StudyEvent.StudyOpened(study, "Study " + study));
            for (var code : SITE_CODES) {
                events.add(new SiteEvent.SiteOpened(study + "/" + code, study, code, "Site " + code));
            }
        }
    }

    List<RegistryEvent> happenings(int howMany) {
        for (int i = 0; i < howMany; i++) {
            happen();
        }
        return List.copyOf(events);
    }

    private void happen() {
        int dice = random.nextInt(100);
        if (people.isEmpty() || dice < 8) {
            enrol();
        } else if (dice < 10) {
            events.add(new DataCutEvent.DataCutPublished("cut-" + ids++));
        } else if (dice < 11) {
            events.add(new StudyEvent.ProtocolVersionPublished(one(STUDIES), "v" + ids++));
        } else {
            var person = one(people);
            switch (random.nextInt(10)) {
                case 0 -> person(person);
                case 1, 2 -> lesion(person);
                case 3 -> diagnose(person);
                case 4 -> dispute(person);
                case 5, 6, 7 -> capture(person);
                default -> change(person);
            }
        }
    }

    private void enrol() {
        var person = new Person(id("p"), one(STUDIES));
        people.add(person);
        events.add(new ParticipantEvent.ParticipantEnrolled(
                person.key,
                person.studyId,
                site(person),
                random.nextInt(4) == 0 ? "SURROGATE_PER_LESION" : "GIVEN",
                sex()));
        if (random.nextBoolean()) {
            consent(person);
        }
    }

    private void consent(Person person) {
        person.consented = true;
        events.add(new ParticipantEvent.ConsentGiven(person.key, "SIGNED_FORM", "1"));
    }

    private void person(Person person) {
        switch (random.nextInt(3)) {
            case 0 -> events.add(new ParticipantEvent.ParticipantDescribed(person.key, sex()));
            case 1 ->
                events.add(new ParticipantEvent.ParticipantStatusChanged(
                        person.key, one(List.of(ParticipantStatus.values())).name(), "PROTOCOL"));
            default -> {
                if (person.consented) {
                    person.consented = false;
                    events.add(new ParticipantEvent.ConsentWithdrawn(person.key));
                } else {
                    consent(person);
                }
            }
        }
    }

    private void lesion(Person person) {
        var standing = person.standing();
        int dice = random.nextInt(10);
        if (standing.size() > 1 && dice < 3) {
            var into = one(standing);
            var from = one(standing.stream().filter(id -> !id.equals(into)).toList());
            person.lesions.put(from, into);
            events.add(new LesionEvent.LesionsMerged(person.key, from, into, "ENTERED_TWICE"));
        } else if (!standing.isEmpty() && dice == 3) {
            var fresh = id("l");
            events.add(new LesionEvent.LesionSplit(person.key, one(standing), fresh, "MISTAKEN_FOR_ONE"));
            person.lesions.put(fresh, null);
        } else if (!person.lesions.isEmpty() && dice == 4) {
            events.add(new LesionEvent.LesionDescribed(
                    person.key, one(List.copyOf(person.lesions.keySet())), place(), side()));
        } else if (!person.lesions.isEmpty() && dice == 5) {
            events.add(new LesionEvent.ProcedurePerformed(
                    person.key,
                    id("t"),
                    one(List.copyOf(person.lesions.keySet())),
                    one(List.of(ProcedureKind.values())).name(),
                    day()));
        } else {
            var fresh = id("l");
            person.lesions.put(fresh, null);
            events.add(new LesionEvent.LesionIdentified(person.key, fresh, "FOCAL", place(), side()));
        }
    }

    private void diagnose(Person person) {
        var lesion = person.lesions.isEmpty() ? null : one(List.copyOf(person.lesions.keySet()));
        var capture =
                person.captures.isEmpty() || random.nextBoolean() ? null : one(List.copyOf(person.captures.keySet()));
        if (capture != null && random.nextBoolean()) {
            lesion = null;
        }
        if (lesion == null && capture == null) {
            return;
        }
        var diagnosis = id("d");
        var earlier = person.diagnoses.isEmpty() || random.nextBoolean() ? null : one(person.diagnoses);
        person.diagnoses.add(diagnosis);
        events.add(new LesionEvent.DiagnosisRecorded(
                person.key,
                diagnosis,
                lesion,
                capture,
                one(List.of(DiagnosisCode.values())).name(),
                one(List.of(DiagnosisConfirmation.values())).name(),
                day(),
                earlier));
    }

    private void dispute(Person person) {
        if (!person.disputes.isEmpty() && random.nextBoolean()) {
            var id = one(List.copyOf(person.disputes.keySet()));
            var statements = Objects.requireNonNull(person.disputes.get(id));
            if (random.nextBoolean()) {
                events.add(new DiscrepancyEvent.DiscrepancyResolved(
                        id, person.key, one(statements).value()));
            } else {
                var more = new ArrayList<>(statements);
                more.add(new DiscrepancyEvent.Statement("OTHER", null));
                person.disputes.put(id, List.copyOf(more));
                events.add(new DiscrepancyEvent.DiscrepancyExtended(id, person.key, List.copyOf(more)));
            }
            return;
        }
        var id = id("x");
        boolean ofLesion = !person.lesions.isEmpty() && random.nextBoolean();
        var statements = ofLesion
                ? List.of(new DiscrepancyEvent.Statement("FACE", null), new DiscrepancyEvent.Statement("BACK", null))
                : List.of(new DiscrepancyEvent.Statement("MALE", null), new DiscrepancyEvent.Statement("FEMALE", null));
        person.disputes.put(id, statements);
        events.add(new DiscrepancyEvent.DiscrepancyRaised(
                id,
                person.key,
                ofLesion ? "LESION" : "PARTICIPANT",
                ofLesion ? one(List.copyOf(person.lesions.keySet())) : person.key,
                ofLesion ? "anatomicSite" : "sex",
                statements));
    }

    private void capture(Person person) {
        var capture = id("c");
        if (random.nextInt(5) == 0) {
            events.add(new LesionEvent.DiagnosisRecorded(
                    person.key, id("d"), null, capture, "NV", "NOT_STATED", null, null));
        }
        events.add(new CaptureEvent.CaptureRecorded(capture, person.key, person.studyId, facts(person), images()));
        person.captures.put(capture, new LinkedHashSet<>());
        for (int i = random.nextInt(3); i > 0; i--) {
            link(person, capture);
        }
    }

    private void link(Person person, String capture) {
        var linked = Objects.requireNonNull(person.captures.get(capture));
        if (!person.lesions.isEmpty()) {
            var lesion = one(List.copyOf(person.lesions.keySet()));
            if (linked.add(lesion)) {
                events.add(new CaptureEvent.CaptureLinked(capture, person.key, lesion, "STATED_BY_SOURCE"));
            }
        }
    }

    private void change(Person person) {
        if (person.captures.isEmpty()) {
            return;
        }
        var capture = one(List.copyOf(person.captures.keySet()));
        var linked = Objects.requireNonNull(person.captures.get(capture));
        switch (random.nextInt(4)) {
            case 0 -> link(person, capture);
            case 1 -> {
                if (!linked.isEmpty()) {
                    var lesion = one(List.copyOf(linked));
                    linked.remove(lesion);
                    events.add(new CaptureEvent.CaptureUnlinked(capture, person.key, lesion, "DECIDED_BY_PERSON"));
                }
            }
            case 2 ->
                events.add(new CaptureEvent.CaptureCorrected(
                        capture, person.key, List.of(), facts(person), random.nextBoolean() ? null : images()));
            default ->
                events.add(
                        person.withheld.remove(capture) || !person.withheld.add(capture)
                                ? new CaptureEvent.CaptureReleased(capture, person.key)
                                : new CaptureEvent.CaptureWithheld(capture, person.key, "IMPORT_UNDONE"));
        }
    }

    private CaptureFacts facts(Person person) {
        return new CaptureFacts(
                site(person),
                one(MODALITIES),
                random.nextBoolean() ? null : "CLOSE_UP",
                day(),
                random.nextBoolean() ? null : (Integer) (5 * random.nextInt(18)),
                sex(),
                place(),
                side(),
                List.of());
    }

    private List<Image> images() {
        return random.nextInt(3) == 0
                ? List.of()
                : List.of(new Image(Image.PRIMARY, String.format("%064x", random.nextInt(50)), "image/jpeg", 6, 4, 99));
    }

    private String site(Person person) {
        return person.studyId + "/" + one(SITE_CODES);
    }

    private @Nullable String sex() {
        return one(List.of("FEMALE", "MALE", "")).isEmpty() ? null : one(List.of("FEMALE", "MALE"));
    }

    private @Nullable String place() {
        return random.nextInt(3) == 0
                ? null
                : one(List.of(AnatomicSite.values())).name();
    }

    private @Nullable String side() {
        return random.nextBoolean() ? null : one(List.of(Laterality.values())).name();
    }

    private @Nullable Integer day() {
        return random.nextBoolean() ? null : (Integer) random.nextInt(1000);
    }

    private String id(String prefix) {
        return prefix + String.format("%05d", random.nextInt(100)) + "-" + ids++;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}

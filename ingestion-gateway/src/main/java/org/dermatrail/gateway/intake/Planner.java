package org.dermatrail.gateway.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.dermatrail.connectors.SourceCapture;
import org.dermatrail.connectors.SourceDescription;
import org.dermatrail.connectors.UnusableItem;
import org.dermatrail.domain.capture.AcquisitionParameter;
import org.dermatrail.domain.capture.CaptureCommand.CorrectCapture;
import org.dermatrail.domain.capture.CaptureCommand.RecordCapture;
import org.dermatrail.domain.capture.CaptureCommand.ReleaseCapture;
import org.dermatrail.domain.capture.CaptureCommand.RelinkCapture;
import org.dermatrail.domain.capture.LinkBasis;
import org.dermatrail.domain.capture.StatedFacts;
import org.dermatrail.domain.image.Image;
import org.dermatrail.domain.participant.Identification;
import org.dermatrail.gateway.edge.KnownCapture;
import org.dermatrail.gateway.edge.KnownCapture.State;
import org.dermatrail.gateway.edge.Pictures;
import org.dermatrail.gateway.edge.SourceMap;
import org.dermatrail.gateway.edge.Stated;
import org.dermatrail.gateway.intake.RowPlan.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Decides what each row amounts to and reserves the ids it needs.
 *
 * <p>Laws: nothing is sent from here; every id in a plan is in the source map before the plan leaves; a row that was
 * acknowledged with the same statements needs no plan. Used under the source map's lock.
 */
final class Planner {

    private final SourceMap map;
    private final SourceDescription source;
    private final String importId;
    private final Supplier<String> ids;
    private final Subjects subjects;
    private final Map<String, String> inFlight = new HashMap<>();

    Planner(SourceMap map, SourceDescription source, String importId, Supplier<String> ids, LesionDirectory registers) {
        this.map = map;
        this.source = source;
        this.importId = importId;
        this.ids = ids;
        this.subjects = new Subjects(map, source.issuer(), importId, ids, registers);
    }

    /** What a row is before its pictures are looked at. */
    sealed interface Verdict {
        /** Acknowledged before with the same statements. */
        record Duplicate() implements Verdict {}

        /** Something to be done; {@code known} is what is known of the capture, or {@code null}. */
        record ToDo(@Nullable KnownCapture known) implements Verdict {}

        /** Cannot be used. */
        record Unusable(UnusableItem item) implements Verdict {}
    }

    /** Has everything looked up at once that judging and planning these rows asks for. */
    void foresee(List<Received> rows) {
        var captures = new LinkedHashSet<String>();
        var lesions = new LinkedHashSet<String>();
        var participants = new LinkedHashSet<String>();
        for (var received : rows) {
            captures.add(received.row().sourceCaptureId());
            participants.add(received.participantKey());
            if (received.row().sourceLesionId() != null) {
                lesions.add(received.row().sourceLesionId());
            }
        }
        map.foresee(source.issuer(), captures, lesions, participants);
    }

    /** Tells whether a row needs doing at all. */
    Verdict judge(Received received) {
        var row = received.row();
        var repeated = repeated(received);
        if (repeated != null) {
            return repeated;
        }
        var known = map.capture(source.issuer(), row.sourceCaptureId());
        if (known != null && known.state() == State.RECORDED && received.saysTheSameAs(known.digest())) {
            // Noted, so that a later row of this import with the same id is told from a change since the last import.
            map.acknowledge(source.issuer(), row.sourceCaptureId(), known.digest(), importId);
            return new Verdict.Duplicate();
        }
        if (known != null
                && known.state() == State.RECORDED
                && known.lastImportId().equals(importId)) {
            return twice(row);
        }
        var participant = known == null ? null : known.participantKey();
        if (participant != null && !participant.equals(received.participantKey())) {
            return unusable(row, "CAPTURE_OF_ANOTHER_PARTICIPANT", otherParticipant());
        }
        var misfiled = misfiled(received);
        return misfiled != null ? misfiled : new Verdict.ToDo(known);
    }

    /** The verdict on a row that was fit when its batch was judged, now that the rows before it are planned. */
    @Nullable
    Verdict objection(Received received) {
        var repeated = repeated(received);
        return repeated != null ? repeated : misfiled(received);
    }

    /** The verdict on a row whose lesion an earlier row gave to another participant, or {@code null}. */
    private @Nullable Verdict misfiled(Received received) {
        var lesionId = received.row().sourceLesionId();
        var lesion = lesionId == null ? null : map.lesion(source.issuer(), lesionId);
        if (lesion == null || lesion.participantKey().equals(received.participantKey())) {
            return null;
        }
        return unusable(
                received.row(),
                "LESION_OF_ANOTHER_PARTICIPANT",
                "The row gives its lesion to another participant than earlier rows do; a lesion never changes its"
                        + " participant. Correct the lesion or the participant column.");
    }

    /** The verdict on a row whose id an earlier row has under way, or {@code null} where none has. */
    @Nullable
    Verdict repeated(Received received) {
        var earlier = inFlight.get(received.row().sourceCaptureId());
        if (earlier == null) {
            return null;
        }
        return received.saysTheSameAs(earlier) ? new Verdict.Duplicate() : twice(received.row());
    }

    private String otherParticipant() {
        return source.identification() == Identification.GIVEN
                ? "The row gives a known capture to another participant; correct the participant column."
                : "The row gives a known capture another lesion, and the source names no participants, so it may be another"
                        + " person's; correct the lesion column or link the capture by hand.";
    }

    private static Verdict twice(SourceCapture row) {
        return unusable(
                row,
                "CAPTURE_TWICE_IN_SOURCE",
                "An earlier row of this import has the same capture id and states something else; neither is preferred"
                        + " because of its place. Correct the file.");
    }

    private static Verdict unusable(SourceCapture row, String code, String reason) {
        return new Verdict.Unusable(new UnusableItem(row.origin(), row.sourceCaptureId(), code, reason));
    }

    /** Plans a row that needs doing and whose pictures are fit. */
    RowPlan plan(Received received, @Nullable KnownCapture known, List<Pictures.Judged> pictures) {
        inFlight.put(received.row().sourceCaptureId(), received.digest());
        if (known == null || known.state() == State.RESERVED) {
            return planNew(received, pictures, known);
        }
        return planChange(received, pictures, known);
    }

    private RowPlan planNew(Received received, List<Pictures.Judged> pictures, @Nullable KnownCapture reserved) {
        var row = received.row();
        var commands = new ArrayList<Object>();
        var captureId = reserved == null ? ids.get() : reserved.captureId();
        var stated = Stated.by(row);
        boolean resuming = reserved != null;
        subjects.participant(received.participantKey(), row, source, captureId, resuming, commands);
        var lesion = subjects.lesion(received.participantKey(), row, captureId, resuming, commands);
        String diagnosisId = reserved == null ? null : reserved.diagnosisId();
        if (lesion == null && row.diagnosis() != null) {
            diagnosisId = diagnosisId == null ? ids.get() : diagnosisId;
            commands.add(SaidOfLesions.diagnosis(
                    received.participantKey(),
                    diagnosisId,
                    null,
                    captureId,
                    row.diagnosis(),
                    row.facts().day(),
                    null));
        }
        if (reserved == null) {
            map.reserve(
                    source.issuer(),
                    row.sourceCaptureId(),
                    new KnownCapture(
                            captureId,
                            received.participantKey(),
                            lesion,
                            diagnosisId,
                            State.RESERVED,
                            received.digest(),
                            importId,
                            stated));
        } else {
            // Where another import reserved the id and was never resumed, this one records the capture.
            map.adopt(source.issuer(), row.sourceCaptureId(), importId, received.digest());
        }
        commands.add(new RecordCapture(
                captureId,
                received.participantKey(),
                source.studyId(),
                factsWith(row.facts(), pictures),
                images(pictures),
                lesion == null ? List.of() : List.of(lesion)));
        return new RowPlan(
                row, Kind.NEW, captureId, received.participantKey(), lesion, received.digest(), commands, () -> {});
    }

    private RowPlan planChange(Received received, List<Pictures.Judged> pictures, KnownCapture known) {
        var row = received.row();
        var commands = new ArrayList<Object>();
        var stated = Stated.by(row);
        var lesion = subjects.lesion(received.participantKey(), row, known.captureId(), false, commands);
        var diagnosis = row.diagnosis();
        var diagnosisId = known.diagnosisId();
        var rediagnosed = lesion == null
                && diagnosis != null
                && !Objects.equals(stated.diagnosis(), known.stated().diagnosis());
        if (rediagnosed && diagnosis != null) {
            diagnosisId = ids.get();
            commands.add(SaidOfLesions.diagnosis(
                    received.participantKey(),
                    diagnosisId,
                    null,
                    known.captureId(),
                    diagnosis,
                    row.facts().day(),
                    known.diagnosisId()));
        }
        var until = rediagnosed ? stated.withDiagnosis(known.stated().diagnosis()) : stated;
        map.restate(source.issuer(), row.sourceCaptureId(), lesion, known.diagnosisId(), until);
        var remember = subjects.restated(received.participantKey(), row, known.captureId(), lesion, commands);
        if (!Objects.equals(lesion, known.lesionId())) {
            commands.add(new RelinkCapture(
                    known.captureId(), lesion == null ? List.of() : List.of(lesion), LinkBasis.STATED_BY_SOURCE));
        }
        var kind = known.state() == State.WITHHELD ? Kind.RESTORED : Kind.CORRECTION;
        if (kind == Kind.RESTORED) {
            commands.add(new ReleaseCapture(known.captureId()));
        }
        commands.add(new CorrectCapture(
                known.captureId(), factsWith(row.facts(), pictures), pictures.isEmpty() ? null : images(pictures)));
        // A remembered picture stays remembered when the row came without one.
        var digest = received.pictures().isEmpty()
                ? received.factsDigest()
                        + known.digest().substring(known.digest().indexOf(':'))
                : received.digest();
        var successor = diagnosisId;
        return new RowPlan(row, kind, known.captureId(), received.participantKey(), lesion, digest, commands, () -> {
            remember.run();
            map.restate(source.issuer(), row.sourceCaptureId(), lesion, successor, stated);
        });
    }

    private static List<Image> images(List<Pictures.Judged> pictures) {
        return pictures.stream().map(Pictures.Judged::image).toList();
    }

    private static StatedFacts factsWith(StatedFacts facts, List<Pictures.Judged> pictures) {
        var parameters = new ArrayList<AcquisitionParameter>(facts.parameters());
        pictures.forEach(picture -> parameters.addAll(picture.parameters()));
        return new StatedFacts(
                facts.siteId(),
                facts.modality(),
                facts.technique(),
                facts.day(),
                facts.ageYears(),
                facts.sex(),
                facts.anatomicSite(),
                facts.laterality(),
                parameters);
    }

    /** Forgets what was in flight once a batch is answered, and notes what of it was acknowledged. */
    void landed(List<RowPlan> accepted, List<RowPlan> refused) {
        accepted.forEach(plan -> inFlight.remove(plan.row().sourceCaptureId()));
        refused.forEach(plan -> inFlight.remove(plan.row().sourceCaptureId()));
        subjects.landed(accepted, refused);
    }
}

package org.dermatrail.gateway.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.dermatrail.connectors.SourceCapture;
import org.dermatrail.connectors.SourceDescription;
import org.dermatrail.domain.discrepancy.DisputedField;
import org.dermatrail.domain.lesion.LesionCommand.IdentifyLesion;
import org.dermatrail.domain.participant.ParticipantCommand.DescribeParticipant;
import org.dermatrail.domain.participant.ParticipantCommand.EnrolParticipant;
import org.dermatrail.domain.participant.Sex;
import org.dermatrail.gateway.edge.KnownLesion;
import org.dermatrail.gateway.edge.KnownParticipant;
import org.dermatrail.gateway.edge.SourceMap;
import org.dermatrail.gateway.edge.SourceMap.StatedColumn;
import org.dermatrail.gateway.edge.Stated;
import org.jspecify.annotations.Nullable;

/**
 * What rows say of participants and lesions: enrols and identifies them when first met, describes them when more becomes
 * known, and has a discrepancy raised when rows disagree.
 */
final class Subjects {

    private final SourceMap map;
    private final String issuer;
    private final String importId;
    private final Supplier<String> ids;
    private final Contradictions contradictions;
    private final SaidOfLesions said;
    /** Participants and lesions whose first commands are on their way, so that rows in between need not repeat them. */
    private final Set<String> underWay = new HashSet<>();

    Subjects(SourceMap map, String issuer, String importId, Supplier<String> ids, LesionDirectory registers) {
        this.map = map;
        this.issuer = issuer;
        this.importId = importId;
        this.ids = ids;
        this.contradictions = new Contradictions(map, ids);
        this.said = new SaidOfLesions(registers, contradictions, importId);
    }

    /** Takes up what a row says of its participant. */
    void participant(
            String key,
            SourceCapture row,
            SourceDescription source,
            String captureId,
            boolean resuming,
            List<Object> commands) {
        var stated = Stated.by(row);
        var known = map.participant(key);
        if (known == null || (!known.told() && !underWay.contains(key))) {
            underWay.add(key);
            commands.add(new EnrolParticipant(
                    key,
                    row.facts().siteId(),
                    source.identification(),
                    row.facts().sex(),
                    source.consent()));
        }
        if (known == null) {
            map.keep(key, new KnownParticipant(false, stated.sex(), stated.siteId()));
            return;
        }
        var sex = heard(key, key, DisputedField.SEX, StatedColumn.SEX, known.sex(), stated.sex(), captureId, commands);
        if (sex != null && (resuming || !sex.equals(known.sex()))) {
            commands.add(new DescribeParticipant(key, Sex.valueOf(sex)));
        }
        var site = heard(
                key, key, DisputedField.SITE, StatedColumn.SITE, known.siteId(), stated.siteId(), captureId, commands);
        if (!Objects.equals(sex, known.sex()) || !Objects.equals(site, known.siteId())) {
            map.keep(key, new KnownParticipant(known.told(), sex, site));
        }
    }

    /** Takes up what a row says of its lesion; the lesion's id, or {@code null} where the row names none. */
    @Nullable
    String lesion(String key, SourceCapture row, String captureId, boolean resuming, List<Object> commands) {
        var sourceLesionId = row.sourceLesionId();
        if (sourceLesionId == null) {
            return null;
        }
        var stated = Stated.by(row);
        var facts = row.facts();
        var reserved = map.lesion(issuer, sourceLesionId);
        var known = reserved == null ? KnownLesion.firstStated(ids.get(), key, stated) : reserved;
        var lesionId = known.lesionId();
        if (!known.told() && underWay.add(lesionId)) {
            var where = SaidOfLesions.place(key, lesionId, known.anatomicSite(), known.laterality());
            commands.add(new IdentifyLesion(key, lesionId, row.extent(), where.anatomicSite(), where.laterality()));
        }
        var site = heard(
                key,
                lesionId,
                DisputedField.ANATOMIC_SITE,
                StatedColumn.ANATOMIC_SITE,
                known.anatomicSite(),
                stated.anatomicSite(),
                captureId,
                commands);
        var side = heard(
                key,
                lesionId,
                DisputedField.LATERALITY,
                StatedColumn.LATERALITY,
                known.laterality(),
                stated.laterality(),
                captureId,
                commands);
        var diagnosisId = known.diagnosisId();
        var diagnosis = known.diagnosis();
        if (row.diagnosis() != null && (diagnosis == null || (resuming && diagnosis.equals(stated.diagnosis())))) {
            // An import that was cut off may have reserved the id without the registry having heard of it.
            diagnosisId = diagnosisId == null ? ids.get() : diagnosisId;
            diagnosis = stated.diagnosis();
            var diagnosed = reserved == null ? lesionId : said.staying(known);
            commands.add(SaidOfLesions.diagnosis(
                    key, diagnosisId, diagnosed, captureId, row.diagnosis(), facts.day(), null));
        } else {
            heard(
                    key,
                    lesionId,
                    DisputedField.DIAGNOSIS,
                    StatedColumn.DIAGNOSIS,
                    diagnosis,
                    stated.diagnosis(),
                    captureId,
                    commands);
        }
        var now = new KnownLesion(lesionId, key, known.told(), site, side, diagnosis, diagnosisId);
        said.describe(now, known, resuming, captureId, commands);
        if (!now.equals(reserved)) {
            map.keep(issuer, sourceLesionId, now, importId);
        }
        return lesionId;
    }

    /** What holds after one more statement: the known value, or the stated one where nothing was known. */
    private @Nullable String heard(
            String key,
            String subjectId,
            DisputedField field,
            StatedColumn column,
            @Nullable String known,
            @Nullable String stated,
            String captureId,
            List<Object> commands) {
        if (stated == null || stated.equals(known)) {
            return known;
        }
        if (known == null) {
            return stated;
        }
        var values = contradictions.stated(column, key, subjectId);
        values.putIfAbsent(stated, captureId);
        if (values.size() > 1) {
            commands.add(contradictions.raise(key, field, subjectId, values, importId));
        }
        return known;
    }

    /**
     * Takes up a changed row: where all rows agree again the subject is described anew, else the dispute goes on.
     *
     * @return what to remember once the registry has acknowledged
     */
    Runnable restated(
            String key, SourceCapture row, String captureId, @Nullable String lesionId, List<Object> commands) {
        var sex = agreed(key, key, DisputedField.SEX, StatedColumn.SEX, commands);
        var participant = map.participant(key);
        if (sex != null && participant != null) {
            commands.add(new DescribeParticipant(key, Sex.valueOf(sex)));
            map.keep(key, new KnownParticipant(participant.told(), sex, participant.siteId()));
        }
        agreed(key, key, DisputedField.SITE, StatedColumn.SITE, commands);
        var sourceLesionId = row.sourceLesionId();
        var lesion = sourceLesionId == null ? null : map.lesion(issuer, sourceLesionId);
        if (lesionId == null || lesion == null || sourceLesionId == null) {
            return () -> {};
        }
        var site = agreed(key, lesionId, DisputedField.ANATOMIC_SITE, StatedColumn.ANATOMIC_SITE, commands);
        var side = agreed(key, lesionId, DisputedField.LATERALITY, StatedColumn.LATERALITY, commands);
        var diagnosis = agreed(key, lesionId, DisputedField.DIAGNOSIS, StatedColumn.DIAGNOSIS, commands);
        var diagnosed = diagnosis == null || diagnosis.equals(lesion.diagnosis()) || row.diagnosis() == null
                ? lesion
                : said.diagnosedAnew(lesion, row.diagnosis(), row.facts().day(), captureId, ids, commands);
        var after = new KnownLesion(
                lesionId,
                key,
                lesion.told(),
                site == null ? lesion.anatomicSite() : site,
                side == null ? lesion.laterality() : side,
                diagnosed.diagnosis(),
                diagnosed.diagnosisId());
        said.describe(after, lesion, true, captureId, commands);
        return () -> map.keep(issuer, sourceLesionId, after, importId);
    }

    /** The one value all rows of a subject state, or {@code null} where they state none or disagree. */
    private @Nullable String agreed(
            String key, String subjectId, DisputedField field, StatedColumn column, List<Object> commands) {
        var values = contradictions.stated(column, key, subjectId);
        if (values.size() > 1) {
            commands.add(contradictions.raise(key, field, subjectId, values, importId));
        }
        return values.size() == 1 ? values.keySet().iterator().next() : null;
    }

    /**
     * Marks participants and lesions of acknowledged rows as told. What a refused row was to tell is told by the next
     * row of the same participant or lesion.
     */
    void landed(List<RowPlan> accepted, List<RowPlan> refused) {
        for (var plan : refused) {
            underWay.remove(plan.participantKey());
            if (plan.lesionId() != null) {
                underWay.remove(plan.lesionId());
            }
        }
        var participants = new ArrayList<String>();
        var lesions = new ArrayList<String>();
        for (var plan : accepted) {
            if (underWay.remove(plan.participantKey())) {
                participants.add(plan.participantKey());
            }
            plan.afterwards().run();
            var sourceLesionId = plan.sourceLesionId();
            var lesionId = plan.lesionId();
            if (sourceLesionId != null && lesionId != null && underWay.remove(lesionId)) {
                lesions.add(sourceLesionId);
            }
        }
        map.toldOfParticipants(participants);
        map.toldOfLesions(issuer, lesions, importId);
    }
}

package org.dermatrail.gateway.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.dermatrail.connectors.SourceCapture.StatedDiagnosis;
import org.dermatrail.domain.anatomy.AnatomicSite;
import org.dermatrail.domain.anatomy.Laterality;
import org.dermatrail.domain.discrepancy.DisputedField;
import org.dermatrail.domain.lesion.LesionCommand.DescribeLesion;
import org.dermatrail.domain.lesion.LesionCommand.RecordDiagnosis;
import org.dermatrail.domain.lesion.LesionRegister.Standing;
import org.dermatrail.gateway.edge.KnownLesion;
import org.dermatrail.gateway.edge.SourceMap.StatedColumn;
import org.jspecify.annotations.Nullable;

/**
 * Says of lesions what rows say of them, of the lesion that stays where a person merged the row's lesion into another.
 *
 * <p>Law: what is known of the lesion that stays is not overwritten by a row of one that was merged into it: a blank is
 * filled, and what contradicts becomes a discrepancy.
 */
final class SaidOfLesions {

    private final LesionDirectory registers;
    private final Contradictions contradictions;
    private final String importId;

    SaidOfLesions(LesionDirectory registers, Contradictions contradictions, String importId) {
        this.registers = registers;
        this.contradictions = contradictions;
        this.importId = importId;
    }

    /** The lesion that stays for a known one: itself where nobody merged it, or where the register has yet to hear of it. */
    String staying(KnownLesion lesion) {
        return registers
                .standing(lesion.participantKey(), lesion.lesionId())
                .map(Standing::lesionId)
                .orElse(lesion.lesionId());
    }

    /** A diagnosis as a row states it, of a lesion or of what the capture shows. */
    static RecordDiagnosis diagnosis(
            String key,
            String diagnosisId,
            @Nullable String lesionId,
            String captureId,
            StatedDiagnosis stated,
            @Nullable Integer day,
            @Nullable String supersedes) {
        return new RecordDiagnosis(
                key, diagnosisId, lesionId, captureId, stated.code(), stated.confirmation(), day, supersedes);
    }

    /**
     * Says that the rows of a lesion now agree on another diagnosis than the one the source map knows.
     *
     * <p>Where the registry has come to the same meanwhile nothing is said. Where somebody has superseded the known
     * diagnosis with yet another, a row does not overrule them: what it states becomes a discrepancy.
     *
     * @return what is to be known of the lesion once the registry has acknowledged
     */
    KnownLesion diagnosedAnew(
            KnownLesion lesion,
            StatedDiagnosis stated,
            @Nullable Integer day,
            String captureId,
            Supplier<String> ids,
            List<Object> commands) {
        var key = lesion.participantKey();
        var value = inWords(stated.code().name(), stated.confirmation().name());
        var held = lesion.diagnosisId() == null
                ? null
                : registers.held(key, lesion.diagnosisId()).orElse(null);
        if (held != null && !held.diagnosisId().equals(lesion.diagnosisId())) {
            var decided = inWords(held.code(), held.confirmation());
            if (decided.equals(value)) {
                return diagnosed(lesion, value, held.diagnosisId());
            }
            var values = new HashMap<String, @Nullable String>();
            values.put(decided, null);
            values.put(value, captureId);
            commands.add(contradictions.raise(key, DisputedField.DIAGNOSIS, lesion.lesionId(), values, importId));
            return lesion;
        }
        var diagnosisId = ids.get();
        commands.add(diagnosis(key, diagnosisId, staying(lesion), captureId, stated, day, lesion.diagnosisId()));
        return diagnosed(lesion, value, diagnosisId);
    }

    private static String inWords(String code, String confirmation) {
        return code + "/" + confirmation;
    }

    private static KnownLesion diagnosed(KnownLesion lesion, String diagnosis, String diagnosisId) {
        return new KnownLesion(
                lesion.lesionId(),
                lesion.participantKey(),
                lesion.told(),
                lesion.anatomicSite(),
                lesion.laterality(),
                diagnosis,
                diagnosisId);
    }

    /**
     * Says where a lesion is.
     *
     * @param now what is known of it with this row
     * @param before what was known of it until now
     * @param always whether to say it even where this row changed nothing, since the registry may not have heard
     * @param captureId capture of the row
     */
    void describe(KnownLesion now, KnownLesion before, boolean always, String captureId, List<Object> commands) {
        if (!always && samePlace(now, before)) {
            return;
        }
        var standing = registers.standing(now.participantKey(), now.lesionId()).orElse(null);
        if (standing == null || standing.lesionId().equals(now.lesionId())) {
            commands.add(place(now.participantKey(), now.lesionId(), now.anatomicSite(), now.laterality()));
            return;
        }
        var site = beside(
                now,
                standing,
                DisputedField.ANATOMIC_SITE,
                StatedColumn.ANATOMIC_SITE,
                standing.anatomicSite(),
                now.anatomicSite(),
                captureId,
                commands);
        var side = beside(
                now,
                standing,
                DisputedField.LATERALITY,
                StatedColumn.LATERALITY,
                standing.laterality(),
                now.laterality(),
                captureId,
                commands);
        if (!Objects.equals(site, standing.anatomicSite()) || !Objects.equals(side, standing.laterality())) {
            commands.add(place(now.participantKey(), standing.lesionId(), site, side));
        }
    }

    /** What holds of the lesion that stays once a row of one merged into it has spoken. */
    private @Nullable String beside(
            KnownLesion merged,
            Standing stays,
            DisputedField field,
            StatedColumn column,
            @Nullable String held,
            @Nullable String stated,
            String captureId,
            List<Object> commands) {
        if (held == null || stated == null || stated.equals(held)) {
            return held == null ? stated : held;
        }
        var values = new HashMap<String, @Nullable String>(
                contradictions.stated(column, merged.participantKey(), stays.lesionId()));
        values.putIfAbsent(held, null);
        values.putIfAbsent(stated, captureId);
        commands.add(contradictions.raise(merged.participantKey(), field, stays.lesionId(), values, importId));
        return held;
    }

    static DescribeLesion place(String key, String lesionId, @Nullable String site, @Nullable String side) {
        return new DescribeLesion(
                key,
                lesionId,
                site == null ? null : AnatomicSite.valueOf(site),
                side == null ? null : Laterality.valueOf(side));
    }

    private static boolean samePlace(KnownLesion one, KnownLesion other) {
        return Objects.equals(one.anatomicSite(), other.anatomicSite())
                && Objects.equals(one.laterality(), other.laterality());
    }
}

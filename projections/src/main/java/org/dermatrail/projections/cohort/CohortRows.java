package org.dermatrail.projections.cohort;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dermatrail.domain.discrepancy.DisputedField;
import org.dermatrail.projections.record.CaptureEntry;
import org.dermatrail.projections.record.Diagnosis;
import org.dermatrail.projections.record.Entry;
import org.dermatrail.projections.record.LesionEntry;
import org.dermatrail.projections.record.ParticipantEntry;
import org.dermatrail.projections.record.ParticipantFile;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows that cohorts are counted over.
 *
 * <p>Laws: a function of the entries and of up to when they are read; a capture has a row for each lesion it shows, or one of
 * its own; a lesion without any capture and a participant with neither have a row of their own, so that what is known by
 * withheld captures alone is counted nowhere;
 * a blank stays blank: no row is filled in from another. Consent and withholding are as of now. Stateless.
 */
public final class CohortRows {

    private CohortRows() {}

    /** All rows of a participant's whole file, lesions by id, then captures without lesion by id. */
    public static List<BlockRow> of(ParticipantFile file, long before) {
        var rows = new ArrayList<BlockRow>();
        if (file.participant().order() >= before) {
            return rows;
        }
        for (var lesionId : new TreeSet<>(file.lesions().keySet())) {
            rows.addAll(ofLesion(file, lesionId, before));
        }
        for (var captureId : new TreeSet<>(file.captures().keySet())) {
            rows.addAll(ofCapture(file, captureId, before));
        }
        if (rows.isEmpty()) {
            rows.add(ofParticipant(file, before));
        }
        return rows;
    }

    /** The rows of one lesion; none where it is an alias or was not identified. */
    public static List<BlockRow> ofLesion(ParticipantFile file, String lesionId, long before) {
        var lesion = file.lesions().get(lesionId);
        if (lesion == null || lesion.order() >= before || lesion.mergedBefore(before) != null) {
            return List.of();
        }
        var family = file.family(lesionId, before);
        var captures = file.capturesOf(family, before);
        var sheet = sheet(file, lesion, family, captures, before);
        var rows = new ArrayList<BlockRow>(captures.size() + 1);
        for (var capture : captures) {
            rows.add(row(file, lesion, capture, sheet, before));
        }
        if (captures.isEmpty()) {
            rows.add(row(file, lesion, null, sheet, before));
        }
        return rows;
    }

    /** The row of a capture that shows no lesion; none where it shows one or was not recorded. */
    public static List<BlockRow> ofCapture(ParticipantFile file, String captureId, long before) {
        var capture = file.captures().get(captureId);
        if (capture == null
                || capture.order() >= before
                || !capture.lesionsBefore(before).isEmpty()) {
            return List.of();
        }
        var disputes = file.disputes(List.of(), before);
        var sheet = new Sheet(file.participant(), disputes, before);
        sheet.diagnosis(Diagnosis.inForce(capture.diagnoses(), before, null));
        return List.of(row(file, null, capture, sheet, before));
    }

    /** The row of a participant without lesions and captures. */
    public static BlockRow ofParticipant(ParticipantFile file, long before) {
        var sheet = new Sheet(file.participant(), file.disputes(List.of(), before), before);
        return row(file, null, null, sheet, before);
    }

    private static Sheet sheet(
            ParticipantFile file,
            LesionEntry lesion,
            List<LesionEntry> family,
            List<CaptureEntry> captures,
            long before) {
        var disputes = file.disputes(family, before);
        var sheet = new Sheet(file.participant(), disputes, before);
        sheet.diagnosis(Diagnosis.inForce(
                ParticipantFile.diagnosesOf(family),
                before,
                disputes.resolved().get(DisputedField.DIAGNOSIS.wireName())));
        sheet.put(CohortField.EXTENT, lesion.extent());
        var procedures = new TreeSet<String>();
        for (var each : family) {
            for (var procedure : each.procedures()) {
                if (procedure.order() < before) {
                    procedures.add(procedure.kind());
                }
            }
        }
        sheet.put(CohortField.PROCEDURE, procedures);
        int shown = 0;
        var modalities = new TreeSet<String>();
        for (var capture : captures) {
            if (!capture.hidden()) {
                shown++;
                modalities.add(capture.versionBefore(before).facts().modality());
            }
        }
        sheet.put(CohortField.LESION_CAPTURES, shown);
        sheet.put(CohortField.LESION_MODALITIES, modalities);
        return sheet;
    }

    private static BlockRow row(
            ParticipantFile file,
            @Nullable LesionEntry lesion,
            @Nullable CaptureEntry capture,
            Sheet sheet,
            long before) {
        var participant = file.participant();
        var keywords = new EnumMap<>(sheet.keywords);
        var numbers = new EnumMap<>(sheet.numbers);
        if (capture == null) {
            var place = lesion == null ? null : lesion.placeBefore(before);
            sheet.state(
                    keywords,
                    participant.siteId(),
                    participant.sexBefore(before),
                    place == null ? null : place.anatomicSite(),
                    place == null ? null : place.laterality());
        } else {
            var version = capture.versionBefore(before);
            var facts = version.facts();
            sheet.state(keywords, facts.siteId(), facts.sex(), facts.anatomicSite(), facts.laterality());
            put(keywords, CohortField.MODALITY, facts.modality());
            put(keywords, CohortField.TECHNIQUE, facts.technique());
            put(numbers, CohortField.AGE_YEARS, facts.ageYears());
            put(numbers, CohortField.DAY, facts.day());
            put(
                    keywords,
                    CohortField.WITH_PICTURE,
                    Boolean.toString(!version.images().isEmpty()));
            put(keywords, CohortField.LINKED, Boolean.toString(lesion != null));
        }
        var row = new CohortRow(
                participant.participantKey(),
                lesion == null ? null : lesion.lesionId(),
                capture == null ? null : capture.captureId(),
                participant.studyId(),
                participant.siteId(),
                participant.consented(),
                capture != null && capture.hidden(),
                participant.surrogate(),
                keywords,
                numbers);
        return new BlockRow(
                row,
                participant.ordinal(),
                lesion == null ? BlockRow.NONE : lesion.ordinal(),
                capture == null ? BlockRow.NONE : capture.ordinal(),
                capture != null && file.shownBy(capture, before).size() > 1);
    }

    private static void put(Map<CohortField, Set<String>> keywords, CohortField field, @Nullable String value) {
        if (value != null) {
            keywords.put(field, Set.of(value));
        }
    }

    private static void put(Map<CohortField, Integer> numbers, CohortField field, @Nullable Integer value) {
        if (value != null) {
            numbers.put(field, value);
        }
    }

    /** What all rows of one lesion, or of one capture without lesion, have in common. */
    private static final class Sheet {

        private final Map<CohortField, Set<String>> keywords = new EnumMap<>(CohortField.class);
        private final Map<CohortField, Integer> numbers = new EnumMap<>(CohortField.class);
        private final Map<String, String> resolved;
        private final String studyId;

        Sheet(ParticipantEntry participant, ParticipantFile.Disputes disputes, long before) {
            resolved = disputes.resolved();
            studyId = participant.studyId();
            put(CohortField.STUDY, participant.studyId());
            put(CohortField.IDENTIFICATION, participant.identification());
            put(CohortField.STATUS, participant.statusBefore(before).status());
            put(CohortField.DISPUTED, disputes.open());
            put(CohortField.WITH_PICTURE, "false");
            put(CohortField.LINKED, "false");
        }

        void put(CohortField field, String value) {
            keywords.put(field, Set.of(value));
        }

        void put(CohortField field, Set<String> values) {
            if (!values.isEmpty()) {
                keywords.put(field, values);
            }
        }

        void put(CohortField field, int value) {
            numbers.put(field, value);
        }

        void diagnosis(@Nullable Diagnosis diagnosis) {
            if (diagnosis != null) {
                put(CohortField.DIAGNOSIS, diagnosis.code());
                put(CohortField.DIAGNOSIS_GROUP, Hierarchies.diagnosis(diagnosis.code()));
                put(CohortField.CONFIRMATION, diagnosis.confirmation());
            }
        }

        /** States site, sex and place; a value decided for goes before what was stated. */
        void state(
                Map<CohortField, Set<String>> row,
                String siteId,
                @Nullable String sex,
                @Nullable String anatomicSite,
                @Nullable String laterality) {
            var site = decided(DisputedField.SITE, siteId);
            CohortRows.put(row, CohortField.SITE, site == null || site.indexOf('/') > 0 ? site : studyId + "/" + site);
            CohortRows.put(row, CohortField.SEX, decided(DisputedField.SEX, sex));
            CohortRows.put(row, CohortField.LATERALITY, decided(DisputedField.LATERALITY, laterality));
            var place = decided(DisputedField.ANATOMIC_SITE, anatomicSite);
            if (place != null) {
                row.put(CohortField.ANATOMIC_SITE, Set.of(place));
                row.put(CohortField.ANATOMIC_REGION, Hierarchies.anatomicSite(place));
            }
        }

        private @Nullable String decided(DisputedField field, @Nullable String stated) {
            return resolved.isEmpty() ? stated : resolved.getOrDefault(field.wireName(), stated);
        }
    }

    /** What is known now. */
    public static List<BlockRow> of(ParticipantFile file) {
        return of(file, Entry.NOW);
    }
}

package org.dermatrail.projections.record;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dermatrail.domain.capture.CaptureFacts;
import org.dermatrail.domain.image.Image;
import org.dermatrail.projections.access.AccessFilter;
import org.jspecify.annotations.Nullable;

/**
 * What the registry knows now of studies, sites, participants, lesions and captures.
 *
 * <p>Laws: what the filter does not admit is absent, like what never was; lists are ordered by id and paged by the id of
 * the last item seen; an alias of a lesion is never listed. Thread-safe.
 */
public interface RegistryRecords {

    /**
     * A study.
     *
     * @param studyId its code
     * @param title its title
     * @param protocolVersions published versions, oldest first
     * @param closed whether it is closed
     */
    record StudyRecord(String studyId, String title, List<String> protocolVersions, boolean closed) {}

    /**
     * A site.
     *
     * @param siteId {@code study/code}
     * @param studyId its study
     * @param code its code
     * @param name its name
     * @param closed whether it is closed
     */
    record SiteRecord(String siteId, String studyId, String code, String name, boolean closed) {}

    /**
     * A participant.
     *
     * @param participantKey key
     * @param studyId study
     * @param siteId site of enrolment
     * @param identification given or surrogate
     * @param sex sex, a resolved discrepancy applied, or {@code null}
     * @param status status
     * @param statusReason why the status last changed, or {@code null}
     * @param consented whether consent to research use is in force
     * @param consentBasis what it rests on, or {@code null}
     */
    record ParticipantRecord(
            String participantKey,
            String studyId,
            String siteId,
            String identification,
            @Nullable String sex,
            String status,
            @Nullable String statusReason,
            boolean consented,
            @Nullable String consentBasis) {}

    /**
     * A lesion.
     *
     * @param lesionId id
     * @param participantKey whose it is
     * @param studyId study
     * @param extent extent
     * @param anatomicSite place, a resolved discrepancy applied, or {@code null}
     * @param laterality side, or {@code null}
     * @param diagnosis code of the diagnosis in force, or {@code null}
     * @param confirmation how that is known, or {@code null}
     * @param aliases lesions merged into it
     * @param captureIds captures that show it and are not withheld
     */
    record LesionRecord(
            String lesionId,
            String participantKey,
            String studyId,
            String extent,
            @Nullable String anatomicSite,
            @Nullable String laterality,
            @Nullable String diagnosis,
            @Nullable String confirmation,
            List<String> aliases,
            List<String> captureIds) {}

    /**
     * A capture.
     *
     * @param captureId id
     * @param participantKey whose skin
     * @param studyId study
     * @param facts what is stated, corrections applied
     * @param images pictures
     * @param lesionIds lesions it shows, aliases resolved
     * @param diagnosis diagnosis stated with it where it shows no lesion, or {@code null}
     * @param confirmation how that is known, or {@code null}
     * @param withheld whether it is withheld; then facts and images are not to be shown
     */
    record CaptureRecord(
            String captureId,
            String participantKey,
            String studyId,
            CaptureFacts facts,
            List<Image> images,
            List<String> lesionIds,
            @Nullable String diagnosis,
            @Nullable String confirmation,
            boolean withheld) {}

    /** All studies the filter admits, by code. */
    List<StudyRecord> studies(AccessFilter access);

    /** All sites of a study the filter admits, by code. */
    List<SiteRecord> sites(AccessFilter access, String studyId);

    /** Participants by key, in one look-up. */
    Map<String, ParticipantRecord> participants(AccessFilter access, Collection<String> participantKeys);

    /** Lesions by id, in one look-up; an alias is answered under its own id with the lesion that stays. */
    Map<String, LesionRecord> lesions(AccessFilter access, Collection<String> lesionIds);

    /** Captures by id, in one look-up. */
    Map<String, CaptureRecord> captures(AccessFilter access, Collection<String> captureIds);

    /** Ids of the lesions of each of these participants. */
    Map<String, List<String>> lesionIdsOf(AccessFilter access, Collection<String> participantKeys);

    /** Ids of the captures of each of these participants, linked or not. */
    Map<String, List<String>> captureIdsOf(AccessFilter access, Collection<String> participantKeys);

    /** Keys of a study's participants after a key, at most {@code limit}. */
    List<String> participantKeys(AccessFilter access, String studyId, @Nullable String after, int limit);

    /** The capture that a picture's digest belongs to and the filter admits, or empty. */
    Optional<String> captureWithImage(AccessFilter access, String digest);

    /** Published data cuts, oldest first. */
    List<String> cuts();
}

package org.dermatrail.ops.server;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.dermatrail.domain.audit.AuditLog;
import org.dermatrail.domain.audit.AuditRecord;
import org.dermatrail.domain.capture.CaptureFacts;
import org.dermatrail.domain.image.BlobStore;
import org.dermatrail.domain.image.Image;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.discrepancy.Discrepancies;
import org.dermatrail.projections.enrolment.EnrolmentBoards;
import org.dermatrail.projections.lesionhistory.LesionHistories;
import org.dermatrail.projections.lesionhistory.LesionHistory;
import org.dermatrail.projections.record.AsOf;
import org.dermatrail.projections.record.RegistryRecords;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** A registry that holds one study, one site and one capture with one picture. */
@NullMarked
final class OnePicture
        implements RegistryRecords,
                LesionHistories,
                Discrepancies,
                EnrolmentBoards,
                BlobStore,
                ProjectPseudonyms,
                AuditLog {

    static final String STUDY = "naevus-2026";
    static final String SITE = STUDY + "/vienna";
    static final String DIGEST = "a".repeat(64);
    static final byte[] BYTES = "not really a JPEG".getBytes(StandardCharsets.UTF_8);

    final List<AuditRecord> audited = new CopyOnWriteArrayList<>();
    volatile boolean withheld;
    volatile boolean auditDown;
    volatile Runnable whenStudiesAreRead = () -> {};

    @Override
    public List<StudyRecord> studies(AccessFilter access) {
        whenStudiesAreRead.run();
        return access.studies().admits(STUDY) ? List.of(new StudyRecord(STUDY, "Naevi", List.of(), false)) : List.of();
    }

    @Override
    public List<SiteRecord> sites(AccessFilter access, String studyId) {
        return List.of();
    }

    @Override
    public Map<String, ParticipantRecord> participants(AccessFilter access, Collection<String> keys) {
        return Map.of();
    }

    @Override
    public Map<String, LesionRecord> lesions(AccessFilter access, Collection<String> ids) {
        return Map.of();
    }

    @Override
    public Map<String, CaptureRecord> captures(AccessFilter access, Collection<String> ids) {
        var found = new HashMap<String, CaptureRecord>();
        if (ids.contains("capture") && access.admits(STUDY, SITE, true)) {
            found.put(
                    "capture",
                    new CaptureRecord(
                            "capture",
                            "participant",
                            STUDY,
                            new CaptureFacts(SITE, "DMS", null, null, null, null, null, null, List.of()),
                            List.of(new Image(Image.PRIMARY, DIGEST, "image/jpeg", 6, 4, BYTES.length)),
                            List.of(),
                            null,
                            null,
                            withheld));
        }
        return found;
    }

    @Override
    public Map<String, List<String>> lesionIdsOf(AccessFilter access, Collection<String> keys) {
        return Map.of();
    }

    @Override
    public Map<String, List<String>> captureIdsOf(AccessFilter access, Collection<String> keys) {
        return Map.of();
    }

    @Override
    public List<String> participantKeys(AccessFilter access, String studyId, @Nullable String after, int limit) {
        return List.of();
    }

    @Override
    public Optional<String> captureWithImage(AccessFilter access, String digest) {
        return digest.equals(DIGEST) && access.admits(STUDY, SITE, true) ? Optional.of("capture") : Optional.empty();
    }

    @Override
    public List<String> cuts() {
        return List.of();
    }

    @Override
    public Optional<LesionHistory> history(AccessFilter access, String lesionId, AsOf asOf) {
        return Optional.empty();
    }

    @Override
    public List<DiscrepancyRecord> list(AccessFilter access, boolean openOnly, @Nullable String after, int limit) {
        return List.of();
    }

    @Override
    public Optional<DiscrepancyRecord> find(AccessFilter access, String discrepancyId) {
        return Optional.empty();
    }

    @Override
    public Map<String, Long> openByField(AccessFilter access) {
        return Map.of();
    }

    @Override
    public List<SiteBoard> boards(AccessFilter access, String studyId) {
        return List.of();
    }

    @Override
    public String put(byte[] bytes) {
        throw new UnsupportedOperationException("this store holds one picture for ever");
    }

    @Override
    public Optional<InputStream> open(String digest) {
        return contains(digest) ? Optional.of(new ByteArrayInputStream(BYTES)) : Optional.empty();
    }

    @Override
    public boolean contains(String digest) {
        return digest.equals(DIGEST);
    }

    @Override
    public Stream<String> digests() {
        return Stream.of(DIGEST);
    }

    @Override
    public String scope(String project, Kind kind, String id) {
        var text = project + "|" + kind + "|" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> reveal(String project, Kind kind, String scopedId) {
        var prefix = project + "|" + kind + "|";
        try {
            var text = new String(Base64.getUrlDecoder().decode(scopedId), StandardCharsets.UTF_8);
            return text.startsWith(prefix) ? Optional.of(text.substring(prefix.length())) : Optional.empty();
        } catch (IllegalArgumentException forged) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized void append(AuditRecord auditRecord) {
        if (auditDown) {
            throw new IllegalStateException("disk full");
        }
        audited.add(auditRecord);
    }

    @Override
    public synchronized Stream<Entry> read(long afterPosition, int limit) {
        return Stream.of();
    }
}

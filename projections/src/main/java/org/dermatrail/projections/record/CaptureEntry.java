package org.dermatrail.projections.record;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dermatrail.domain.capture.CaptureFacts;
import org.dermatrail.domain.image.Image;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a capture.
 *
 * @param captureId id
 * @param ordinal dense number for counting
 * @param order when recorded
 * @param participantKey whose skin
 * @param studyId study
 * @param versions what was stated, first as recorded, then as corrected
 * @param links which lesions it was said to show, from when to when
 * @param diagnoses diagnoses stated with it, oldest first
 * @param withheld why it is withheld now, or {@code null}; withholding is never read as of an earlier moment
 */
public record CaptureEntry(
        String captureId,
        int ordinal,
        long order,
        String participantKey,
        String studyId,
        List<Version> versions,
        List<Link> links,
        List<Diagnosis> diagnoses,
        @Nullable String withheld)
        implements Entry {

    /**
     * What is stated from an order on.
     *
     * @param order from when
     * @param facts all facts
     * @param images all pictures
     */
    public record Version(long order, CaptureFacts facts, List<Image> images) {}

    /**
     * That the capture shows a lesion.
     *
     * @param order from when
     * @param until to when, or {@code null} while it is said
     * @param lesionId the lesion as named then; it may be an alias by now
     */
    public record Link(long order, @Nullable Long until, String lesionId) {

        /** Whether it was said before an order and not taken back before it. */
        public boolean heldBefore(long before) {
            return order < before && (until == null || until >= before);
        }
    }

    @Override
    public String id() {
        return captureId;
    }

    /** Whether it is kept out of answers now. */
    public boolean hidden() {
        return withheld != null;
    }

    /** What was stated before an order; that of recording at the earliest. */
    public Version versionBefore(long before) {
        var version = Entry.lastBefore(versions, before, Version::order);
        return version == null ? versions.getFirst() : version;
    }

    /** The lesions it was said to show before an order, as named then, in the order they were said. */
    public Set<String> lesionsBefore(long before) {
        var lesions = new LinkedHashSet<String>();
        for (var link : links) {
            if (link.heldBefore(before)) {
                lesions.add(link.lesionId());
            }
        }
        return lesions;
    }

    CaptureEntry linked(String lesionId, long at) {
        if (lesionsBefore(Entry.NOW).contains(lesionId)) {
            return this;
        }
        return copy(versions, Entry.with(links, new Link(at, null, lesionId)), diagnoses, withheld);
    }

    CaptureEntry unlinked(String lesionId, long at) {
        var all = new ArrayList<Link>(links.size());
        for (var link : links) {
            boolean ends = link.until() == null && link.lesionId().equals(lesionId);
            all.add(ends ? new Link(link.order(), at, lesionId) : link);
        }
        return copy(versions, List.copyOf(all), diagnoses, withheld);
    }

    CaptureEntry corrected(Version version) {
        return copy(Entry.with(versions, version), links, diagnoses, withheld);
    }

    CaptureEntry diagnosed(Diagnosis diagnosis) {
        return copy(versions, links, Entry.with(diagnoses, diagnosis), withheld);
    }

    CaptureEntry withheldFor(@Nullable String reason) {
        return copy(versions, links, diagnoses, reason);
    }

    private CaptureEntry copy(
            List<Version> newVersions,
            List<Link> newLinks,
            List<Diagnosis> newDiagnoses,
            @Nullable String newWithheld) {
        return new CaptureEntry(
                captureId, ordinal, order, participantKey, studyId, newVersions, newLinks, newDiagnoses, newWithheld);
    }
}

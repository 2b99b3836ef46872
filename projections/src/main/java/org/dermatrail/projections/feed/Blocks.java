package org.dermatrail.projections.feed;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dermatrail.projections.cohort.BlockRow;
import org.dermatrail.projections.cohort.CohortBlock;
import org.dermatrail.projections.cohort.CohortRows;
import org.dermatrail.projections.record.CaptureEntry;
import org.dermatrail.projections.record.Entry;
import org.dermatrail.projections.record.EntryReader;
import org.dermatrail.projections.record.LesionEntry;
import org.dermatrail.projections.record.ParticipantEntry;
import org.dermatrail.projections.record.ParticipantFile;
import org.jspecify.annotations.Nullable;

/** Makes the blocks of rows that a batch touched, from the entries as they stand after it. For one thread. */
final class Blocks {

    private final EntryReader reader;
    private final Touched touched;
    private final List<CohortBlock> blocks = new ArrayList<>();
    private final Set<String> standing;
    private final Set<String> captures;
    private final Set<String> lesions;
    private final Set<String> done = new LinkedHashSet<>();

    private Blocks(EntryReader reader, Touched touched) {
        this.reader = reader;
        this.touched = touched;
        standing = new LinkedHashSet<>(touched.standing);
        captures = new LinkedHashSet<>(touched.captures);
        lesions = new LinkedHashSet<>(touched.lesions);
    }

    static List<CohortBlock> of(EntryReader reader, Touched touched) {
        var made = new Blocks(reader, touched);
        touched.participants.forEach(made::everythingOf);
        made.captures.forEach(made::capture);
        made.lesions.forEach(made::lesion);
        made.standing.forEach(made::participant);
        return made.blocks;
    }

    private void everythingOf(String participantKey) {
        standing.add(participantKey);
        if (touched.fresh.contains(participantKey)) {
            // Whatever belongs to them came in this batch and is touched by itself.
            return;
        }
        var entry = reader.find(ParticipantEntry.class, participantKey);
        if (entry != null && entry.withLesions()) {
            lesions.addAll(reader.lesionsOf(participantKey));
        }
        if (entry != null && entry.withCaptures()) {
            captures.addAll(reader.capturesOf(participantKey));
        }
    }

    private void capture(String captureId) {
        var capture = reader.find(CaptureEntry.class, captureId);
        if (capture == null) {
            return;
        }
        var shown = capture.lesionsBefore(Entry.NOW);
        lesions.addAll(shown);
        boolean fresh = touched.fresh.contains(captureId);
        if (fresh && !shown.isEmpty()) {
            return;
        }
        var participant = owner(capture.participantKey());
        var rows = participant == null || !shown.isEmpty()
                ? List.<BlockRow>of()
                : CohortRows.ofCapture(
                        ParticipantFile.aroundCapture(reader, participant, capture), captureId, Entry.NOW);
        blocks.add(new CohortBlock(CohortBlock.ofCapture(captureId), fresh, rows));
    }

    private void lesion(String lesionId) {
        if (!done.add(lesionId)) {
            return;
        }
        var lesion = reader.find(LesionEntry.class, lesionId);
        if (lesion == null) {
            return;
        }
        var participant = owner(lesion.participantKey());
        if (participant == null) {
            return;
        }
        boolean fresh = touched.fresh.contains(lesionId);
        if (lesion.mergedInto() != null) {
            if (!fresh) {
                blocks.add(new CohortBlock(CohortBlock.ofLesion(lesionId), false, List.of()));
            }
            lesion(lesion.mergedInto().lesionId());
            return;
        }
        var file = ParticipantFile.aroundLesion(reader, participant, lesion);
        blocks.add(
                new CohortBlock(CohortBlock.ofLesion(lesionId), fresh, CohortRows.ofLesion(file, lesionId, Entry.NOW)));
    }

    private void participant(String participantKey) {
        var participant = owner(participantKey);
        if (participant == null) {
            return;
        }
        boolean stands = !participant.withLesions() && !participant.withCaptures();
        boolean fresh = touched.fresh.contains(participantKey);
        if (fresh && !stands) {
            return;
        }
        var rows = stands ? List.of(CohortRows.ofParticipant(bare(participant), Entry.NOW)) : List.<BlockRow>of();
        blocks.add(new CohortBlock(CohortBlock.ofParticipant(participantKey), fresh, rows));
    }

    private ParticipantFile bare(ParticipantEntry participant) {
        var file = ParticipantFile.whole(reader, participant);
        return new ParticipantFile(participant, Map.of(), Map.of(), file.discrepancies());
    }

    private @Nullable ParticipantEntry owner(String participantKey) {
        return reader.find(ParticipantEntry.class, participantKey);
    }
}

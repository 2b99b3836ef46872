package org.dermatrail.projections.feed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dermatrail.projections.cohort.BlockRow;
import org.dermatrail.projections.cohort.CohortBlock;
import org.dermatrail.projections.cohort.CohortRows;
import org.dermatrail.projections.record.CaptureEntry;
import org.dermatrail.projections.record.DiscrepancyEntry;
import org.dermatrail.projections.record.Entry;
import org.dermatrail.projections.record.EntryReader;
import org.dermatrail.projections.record.LesionEntry;
import org.dermatrail.projections.record.NamedEntries;
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
        reader.fetch(() -> new NamedEntries()
                .and(ParticipantEntry.class, touched.participants)
                .and(ParticipantEntry.class, touched.standing));
        made.everythingOf(touched.participants);
        reader.fetch(made::near);
        reader.fetch(made::further);
        reader.fetch(made::furthest);
        made.captures.forEach(made::capture);
        made.lesions.forEach(made::lesion);
        made.standing.forEach(made::participant);
        return made.blocks;
    }

    private void everythingOf(Collection<String> participantKeys) {
        standing.addAll(participantKeys);
        var withLesions = new ArrayList<String>();
        var withCaptures = new ArrayList<String>();
        for (var key : participantKeys) {
            // Whatever belongs to those who came in this batch is touched by itself.
            var entry = touched.fresh.contains(key) ? null : reader.find(ParticipantEntry.class, key);
            if (entry != null && entry.withLesions()) {
                withLesions.add(key);
            }
            if (entry != null && entry.withCaptures()) {
                withCaptures.add(key);
            }
        }
        if (!withLesions.isEmpty()) {
            lesions.addAll(reader.lesionsOf(withLesions));
        }
        if (!withCaptures.isEmpty()) {
            captures.addAll(reader.capturesOf(withCaptures));
        }
    }

    /** What is touched. */
    private NamedEntries near() {
        return new NamedEntries().and(CaptureEntry.class, captures).and(LesionEntry.class, lesions);
    }

    /** Whose it is, and what it was ever said to show or be. */
    private NamedEntries further() {
        var named = new NamedEntries().and(ParticipantEntry.class, standing);
        for (var capture : reader.findAll(CaptureEntry.class, captures).values()) {
            named.and(ParticipantEntry.class, capture.participantKey());
            capture.links().forEach(link -> named.and(LesionEntry.class, link.lesionId()));
        }
        for (var lesion : reader.findAll(LesionEntry.class, lesions).values()) {
            named.and(ParticipantEntry.class, lesion.participantKey());
            lesion.aliases().forEach(alias -> named.and(LesionEntry.class, alias.lesionId()));
            if (lesion.mergedInto() != null) {
                named.and(LesionEntry.class, lesion.mergedInto().lesionId());
            }
        }
        return named;
    }

    /** The captures of all of these lesions, and what is in dispute about the participants. */
    private NamedEntries furthest() {
        var named = new NamedEntries();
        further().forEach((kind, ids) -> {
            for (var each : reader.findAll(kind, ids).values()) {
                if (each instanceof LesionEntry lesion) {
                    named.and(CaptureEntry.class, lesion.captureIds());
                } else if (each instanceof ParticipantEntry participant) {
                    named.and(DiscrepancyEntry.class, participant.discrepancyIds());
                }
            }
        });
        reader.findAll(LesionEntry.class, lesions)
                .values()
                .forEach(lesion -> named.and(CaptureEntry.class, lesion.captureIds()));
        return named;
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

package org.dermatrail.projections.discrepancy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.record.DiscrepancyEntry;
import org.dermatrail.projections.record.EntryStore;
import org.dermatrail.projections.record.ParticipantEntry;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@link Discrepancies} from entries.
 *
 * @param store the entries
 */
public record EntryDiscrepancies(EntryStore store) implements Discrepancies {

    @Override
    public List<DiscrepancyRecord> list(AccessFilter access, boolean openOnly, @Nullable String after, int limit) {
        return store.read(reader -> reader.discrepancies(access, openOnly, after, limit).stream()
                .map(EntryDiscrepancies::told)
                .toList());
    }

    @Override
    public Optional<DiscrepancyRecord> find(AccessFilter access, String discrepancyId) {
        return store.read(reader -> Optional.ofNullable(reader.find(DiscrepancyEntry.class, discrepancyId))
                .filter(found -> {
                    var owner = reader.find(ParticipantEntry.class, found.participantKey());
                    return owner != null && access.admits(owner.studyId(), owner.siteId(), owner.consented());
                })
                .map(EntryDiscrepancies::told));
    }

    @Override
    public Map<String, Long> openByField(AccessFilter access) {
        return store.read(reader -> reader.openDiscrepancies(access));
    }

    private static DiscrepancyRecord told(DiscrepancyEntry entry) {
        var stage = entry.stage();
        return new DiscrepancyRecord(
                entry.discrepancyId(),
                entry.participantKey(),
                entry.studyId(),
                entry.subjectKind(),
                entry.subjectId(),
                entry.field(),
                stage.statements().stream()
                        .map(each -> new Stated(each.value(), each.captureId()))
                        .toList(),
                stage.resolvedTo());
    }
}

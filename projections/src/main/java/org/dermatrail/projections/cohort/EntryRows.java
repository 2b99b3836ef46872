package org.dermatrail.projections.cohort;

import java.util.function.Consumer;
import org.dermatrail.projections.record.EntryStore;
import org.dermatrail.projections.record.ParticipantEntry;
import org.dermatrail.projections.record.ParticipantFile;

/**
 * Makes rows from entries, participant by participant, so that memory does not grow with the registry.
 *
 * @param store the entries
 * @param before only what was known before this order; consent and withholding are as of now
 */
public record EntryRows(EntryStore store, long before) implements RowSource {

    private static final int AT_ONCE = 500;

    @Override
    public void forEach(Consumer<BlockRow> rows) {
        String last = store.read(reader -> {
            String after = null;
            while (true) {
                var page = reader.list(ParticipantEntry.class, after, AT_ONCE);
                for (var participant : page) {
                    if (participant.order() < before) {
                        CohortRows.of(ParticipantFile.whole(reader, participant), before)
                                .forEach(rows);
                    }
                }
                if (page.size() < AT_ONCE) {
                    return page.isEmpty() ? "" : page.getLast().participantKey();
                }
                after = page.getLast().participantKey();
            }
        });
        assert last != null : "the scan came to an end";
    }
}

package org.dermatrail.projections.cohort;

import java.util.function.Consumer;
import org.dermatrail.projections.record.EntryStore;
import org.dermatrail.projections.record.ParticipantFile;

/**
 * Makes rows from entries, participant by participant, so that memory does not grow with the registry.
 *
 * @param store the entries
 * @param before only what was known before this order; consent and withholding are as of now
 */
public record EntryRows(EntryStore store, long before) implements RowSource {

    @Override
    public void forEach(Consumer<BlockRow> rows) {
        boolean read = store.read(reader -> {
            ParticipantFile.forEach(
                    reader, participant -> participant.order() < before, file -> CohortRows.of(file, before)
                            .forEach(rows));
            return true;
        });
        assert read : "the scan came to an end";
    }
}

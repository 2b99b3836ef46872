package org.dermatrail.gateway.intake;

import java.util.List;
import org.dermatrail.connectors.SourceCapture;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about one row.
 *
 * @param row the row
 * @param kind what it amounts to
 * @param captureId its capture
 * @param participantKey its participant; rows of one participant are carried out in order
 * @param lesionId its lesion, or {@code null}
 * @param digest digest to be remembered once acknowledged
 * @param commands commands in order; those about the capture itself come last
 * @param afterwards what to remember in the source map once acknowledged
 */
record RowPlan(
        SourceCapture row,
        Kind kind,
        String captureId,
        String participantKey,
        @Nullable String lesionId,
        String digest,
        List<Object> commands,
        Runnable afterwards) {

    /** What a row amounts to. */
    enum Kind {
        /** A capture not heard of before, or one whose id was reserved by an import that was cut off. */
        NEW,
        /** A known capture whose row changed. */
        CORRECTION,
        /** A capture that an undone import had brought. */
        RESTORED
    }

    /** The source's id of the lesion, or {@code null}. */
    @Nullable
    String sourceLesionId() {
        return row.sourceLesionId();
    }
}

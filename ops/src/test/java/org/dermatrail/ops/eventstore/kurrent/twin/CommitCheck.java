package org.dermatrail.ops.eventstore.kurrent.twin;

import java.util.List;
import java.util.UUID;

/** Whether an append may happen, or happened before, or contradicts the stream. */
sealed interface CommitCheck {

    /** It may happen; a soft-deleted stream comes back by it. */
    record Accepted(boolean revives) implements CommitCheck {}

    /** The same events stand where they would be written, the last of them here. */
    record Repeated(TwinRecord last) implements CommitCheck {}

    /** The stream is elsewhere. */
    record Conflict(long actual) implements CommitCheck {}

    /** The stream is deleted for ever. */
    record Tombstoned() implements CommitCheck {}

    /** Checks as a server does before it writes; the caller holds the log's lock. */
    static CommitCheck of(TwinStream stream, boolean hasMetadata, Expected expected, List<UUID> ids, RecentIds recent) {
        if (stream.tombstoned()) {
            return new Tombstoned();
        }
        var last = stream.last();
        var softDeleted = stream.rules().softDeleted();
        if (expected.equals(Expected.STREAM_EXISTS) && (softDeleted || (last < 0 && !hasMetadata))) {
            return new Conflict(last);
        }
        if (expected.vague()) {
            return byIds(stream, ids, recent, softDeleted);
        }
        if (expected.number() < last) {
            return earlier(stream, expected, ids, softDeleted);
        }
        return expected.number() == last ? new Accepted(softDeleted) : new Conflict(last);
    }

    private static CommitCheck byIds(TwinStream stream, List<UUID> ids, RecentIds recent, boolean softDeleted) {
        TwinRecord written = null;
        for (var id : ids) {
            var record = recent.find(stream.name(), id);
            if (record == null) {
                return written == null ? new Accepted(softDeleted) : new Conflict(stream.last());
            }
            written = record;
        }
        return written == null ? new Accepted(softDeleted) : new Repeated(written);
    }

    private static CommitCheck earlier(TwinStream stream, Expected expected, List<UUID> ids, boolean softDeleted) {
        TwinRecord written = null;
        var revision = expected.number();
        for (var id : ids) {
            revision++;
            var record = stream.at(revision);
            if (record == null || !record.hasId(id)) {
                var revives = written == null && softDeleted && expected.equals(Expected.NO_STREAM);
                return revives ? new Accepted(true) : new Conflict(stream.last());
            }
            written = record;
        }
        return written == null ? new Conflict(stream.last()) : new Repeated(written);
    }
}

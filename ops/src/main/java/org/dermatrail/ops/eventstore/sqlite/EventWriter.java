package org.dermatrail.ops.eventstore.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dermatrail.ops.eventstore.EventKind;
import org.dermatrail.ops.eventstore.StoredEvent;

/**
 * The one connection that writes: a group of requests in one transaction.
 *
 * <p>Law: when {@link #write} returns, each request is either committed and synced whole, or has left nothing behind. A
 * key that is taken fails only its own request; a disk that is full or fails, the whole group. Confined to one thread.
 */
final class EventWriter implements AutoCloseable {

    private static final int EVENTS_BETWEEN_MARKS = 512;
    private static final int POSITION = 8;

    private final Connection connection;
    private final PreparedStatement insertEvent;
    private final PreparedStatement insertSnapshot;
    private final PreparedStatement insertMark;
    private final Map<EventKind, Integer> kinds = new HashMap<>();
    private long latestMicros;
    private long sinceMark;
    private long lastPosition;

    EventWriter(EventFile file) throws SQLException {
        connection = file.openWriter();
        try {
            insertEvent = connection.prepareStatement(
                    "INSERT INTO event(" + EventColumns.ALL + ", global_index) VALUES (?,?,?,?,?,?,?,?)");
            insertSnapshot = connection.prepareStatement(
                    "INSERT OR REPLACE INTO snapshot(" + EventColumns.ALL + ") VALUES (?,?,?,?,?,?,?)");
            insertMark = connection.prepareStatement(
                    "INSERT INTO time_mark(global_index, latest) SELECT MAX(global_index), ? FROM event");
            readKinds();
            readPosition();
            readMarks();
            connection.commit();
        } catch (SQLException cause) {
            connection.close();
            throw cause;
        }
    }

    /**
     * Writes a group and settles each of its requests, except where it throws: then none of them counts as written, and
     * this writer is to be closed, which rolls back (on a full disk SQLite has done so already).
     */
    void write(List<WriteRequest> group, RecentEvents recent) throws SQLException {
        for (var request : group) {
            nameKinds(request);
        }
        if (!writeTogether(group, recent)) {
            writeOneByOne(group, recent);
        }
    }

    /** The usual way, without a savepoint for each; false where some key is taken. */
    private boolean writeTogether(List<WriteRequest> group, RecentEvents recent) throws SQLException {
        long next = lastPosition + 1;
        try {
            for (var request : group) {
                request.place(next);
                for (var event : request.events()) {
                    var statement = bound(request, event, next);
                    statement.addBatch();
                    next += request.snapshot() ? 0 : 1;
                }
            }
            var _ = insertEvent.executeBatch();
            var _ = insertSnapshot.executeBatch();
        } catch (SQLException refused) {
            insertEvent.clearBatch();
            insertSnapshot.clearBatch();
            if (!EventFile.isDuplicate(refused)) {
                throw refused;
            }
            connection.rollback();
            return false;
        }
        commit(group);
        lastPosition = next - 1;
        settle(group, recent);
        return true;
    }

    private static void settle(List<WriteRequest> committed, RecentEvents recent) {
        for (var request : committed) {
            recent.committed(request);
            request.succeed();
        }
    }

    private PreparedStatement bound(WriteRequest request, StoredEvent event, long position) throws SQLException {
        var statement = request.snapshot() ? insertSnapshot : insertEvent;
        EventColumns.bind(statement, event, kindOf(event));
        if (!request.snapshot()) {
            statement.setLong(POSITION, position);
        }
        return statement;
    }

    /** With a savepoint for each, so that a taken key fails only the request it is in. */
    private void writeOneByOne(List<WriteRequest> group, RecentEvents recent) throws SQLException {
        var duplicates = new HashMap<WriteRequest, WriteRequest.Failure>();
        var written = new ArrayList<WriteRequest>();
        long placed = lastPosition;
        for (var request : group) {
            var savepoint = connection.setSavepoint();
            request.place(placed + 1);
            var index = 0;
            try {
                for (var event : request.events()) {
                    var statement = bound(request, event, placed + 1 + index);
                    var _ = statement.executeUpdate();
                    index++;
                }
                placed += request.snapshot() ? 0 : index;
                written.add(request);
            } catch (SQLException cause) {
                if (!EventFile.isDuplicate(cause)) {
                    throw cause;
                }
                connection.rollback(savepoint);
                duplicates.put(request, new WriteRequest.Failure(cause, index));
            }
            connection.releaseSavepoint(savepoint);
        }
        commit(written);
        lastPosition = placed;
        settle(written, recent);
        duplicates.forEach((request, failure) -> request.fail(failure.cause(), failure.duplicate()));
    }

    private void commit(List<WriteRequest> written) throws SQLException {
        var latest = latestMicros;
        var events = sinceMark;
        for (var request : written) {
            if (!request.snapshot()) {
                events += request.events().size();
                for (var event : request.events()) {
                    latest = Math.max(latest, event.timestampMicros());
                }
            }
        }
        var mark = events >= EVENTS_BETWEEN_MARKS;
        if (mark) {
            insertMark.setLong(1, latest);
            var _ = insertMark.executeUpdate();
        }
        connection.commit();
        latestMicros = latest;
        sinceMark = mark ? 0 : events;
    }

    /** A kind is committed before the group that uses it, so that a group rolled back cannot take a number with it. */
    private void nameKinds(WriteRequest request) throws SQLException {
        for (var event : request.events()) {
            if (!kinds.containsKey(event.kind())) {
                try (var insert = connection.prepareStatement(
                        "INSERT INTO event_kind(aggregate_type, payload_type, payload_revision) VALUES (?,?,?)")) {
                    insert.setString(1, event.kind().aggregateType());
                    insert.setString(2, event.kind().payloadType());
                    insert.setString(3, event.kind().payloadRevision());
                    var _ = insert.executeUpdate();
                }
                connection.commit();
                readKinds();
            }
        }
    }

    private int kindOf(StoredEvent event) throws SQLException {
        var number = kinds.get(event.kind());
        if (number == null) {
            throw new SQLException("The kind of an event was not written: " + event.kind());
        }
        return number;
    }

    private void readKinds() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT kind, aggregate_type, payload_type, payload_revision FROM event_kind")) {
            while (rows.next()) {
                kinds.put(new EventKind(rows.getString(2), rows.getString(3), rows.getString(4)), rows.getInt(1));
            }
        }
    }

    /** The position of the last event committed, 0 where there is none. */
    long lastPosition() {
        return lastPosition;
    }

    private void readPosition() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COALESCE(MAX(global_index), 0) FROM event")) {
            lastPosition = row.next() ? row.getLong(1) : 0;
        }
    }

    private void readMarks() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        WITH mark AS (SELECT COALESCE(MAX(global_index), 0) AS at, COALESCE(MAX(latest), 0) AS latest
                                      FROM time_mark)
                        SELECT MAX(mark.latest, COALESCE(MAX(event.timestamp), 0)), COUNT(event.global_index)
                        FROM mark LEFT JOIN event ON event.global_index > mark.at""")) {
            if (row.next()) {
                latestMicros = row.getLong(1);
                sinceMark = row.getLong(2);
            }
        }
    }

    /** Folds the log into the file, as far as readers allow, and closes. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

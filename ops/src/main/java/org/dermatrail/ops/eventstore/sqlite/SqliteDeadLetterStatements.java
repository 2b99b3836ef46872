package org.dermatrail.ops.eventstore.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.DefaultDeadLetterStatementFactory;
import org.axonframework.serialization.Serializer;

/**
 * Questions to the table of parked events where Axon's own do not do.
 *
 * <p>The highest index of an empty sequence is {@code NULL}, which SQLite's driver cannot give as a {@code Long}. And
 * Axon takes the offset of a page for an index in a sequence, so that it overlooks every sequence beyond the first
 * page; here pages are pages. Thread-safe.
 */
final class SqliteDeadLetterStatements extends DefaultDeadLetterStatementFactory<EventMessage<?>> {

    private final DeadLetterSchema schema;

    SqliteDeadLetterStatements(DeadLetterSchema schema, Serializer tokens, Serializer events) {
        super(DefaultDeadLetterStatementFactory.<EventMessage<?>>builder()
                .schema(schema)
                .genericSerializer(tokens)
                .eventSerializer(events));
        this.schema = schema;
    }

    @Override
    public PreparedStatement maxIndexStatement(Connection connection, String processingGroup, String sequenceId)
            throws SQLException {
        var statement = connection.prepareStatement(
                "SELECT COALESCE(MAX(" + schema.sequenceIndexColumn() + "), 0)" + ofSequence());
        statement.setString(1, processingGroup);
        statement.setString(2, sequenceId);
        return statement;
    }

    @Override
    public PreparedStatement letterSequenceStatement(
            Connection connection, String processingGroup, String sequenceId, int offset, int maxSize)
            throws SQLException {
        var statement = connection.prepareStatement(
                "SELECT *" + ofSequence() + " ORDER BY " + schema.sequenceIndexColumn() + " LIMIT ? OFFSET ?");
        statement.setString(1, processingGroup);
        statement.setString(2, sequenceId);
        statement.setInt(3, maxSize);
        statement.setInt(4, offset);
        return statement;
    }

    private String ofSequence() {
        return " FROM " + schema.deadLetterTable() + " WHERE " + schema.processingGroupColumn() + "=? AND "
                + schema.sequenceIdentifierColumn() + "=?";
    }

    @Override
    public PreparedStatement claimableSequencesStatement(
            Connection connection, String processingGroup, Instant processingStartedLimit, int offset, int maxSize)
            throws SQLException {
        var table = schema.deadLetterTable();
        var group = schema.processingGroupColumn();
        var sequence = schema.sequenceIdentifierColumn();
        var index = schema.sequenceIndexColumn();
        var started = schema.processingStartedColumn();
        var first = "(SELECT MIN(other." + index + ") FROM " + table + " other WHERE other." + group + "=dl." + group
                + " AND other." + sequence + "=dl." + sequence + ")";
        var statement = connection.prepareStatement("SELECT * FROM " + table + " dl WHERE dl." + group + "=? AND dl."
                + index + "=" + first + " AND (dl." + started + " IS NULL OR dl." + started + "<?) ORDER BY dl."
                + schema.lastTouchedColumn() + ", dl." + sequence + " LIMIT ? OFFSET ?");
        statement.setString(1, processingGroup);
        statement.setString(2, DateTimeUtils.formatInstant(processingStartedLimit));
        statement.setInt(3, maxSize);
        statement.setInt(4, offset);
        return statement;
    }
}

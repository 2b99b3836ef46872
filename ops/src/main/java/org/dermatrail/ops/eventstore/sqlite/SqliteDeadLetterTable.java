package org.dermatrail.ops.eventstore.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterTableFactory;
import org.axonframework.eventhandling.deadletter.jdbc.GenericDeadLetterTableFactory;

/**
 * The table of parked events: Axon's own, and one event is parked once for a processor and key.
 *
 * <p>An event that is delivered again after a crash is ignored where it is parked already: the first letter holds the
 * cause, and its place in the sequence stays. Stateless and thread-safe.
 */
final class SqliteDeadLetterTable extends GenericDeadLetterTableFactory implements DeadLetterTableFactory {

    @Override
    public Statement createTableStatement(Connection connection, DeadLetterSchema schema) throws SQLException {
        var statement = connection.createStatement();
        statement.addBatch(createTableSql(schema));
        return statement;
    }

    @Override
    protected String createTableSql(DeadLetterSchema schema) {
        var own = super.createTableSql(schema);
        var parkedOnce = ",\nUNIQUE (" + schema.processingGroupColumn() + "," + schema.sequenceIdentifierColumn() + ","
                + schema.eventIdentifierColumn() + ") ON CONFLICT IGNORE\n)";
        return own.substring(0, own.lastIndexOf(')')) + parkedOnce;
    }
}

package org.dermatrail.ops.eventstore.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.tokenstore.jdbc.GenericTokenTableFactory;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.serialization.Serializer;

/**
 * Keeps the positions of processors in SQLite.
 *
 * <p>Axon's own store asks {@code SELECT … FOR UPDATE}, which SQLite does not know and, with one writer at a time, does
 * not need: a claim is guarded by its owner and time in the row. Thread-safe.
 */
public final class SqliteTokenStore extends JdbcTokenStore {

    /**
     * Opens the store, making its table where it is missing.
     *
     * @param connections for instance of a {@link ProcessorFile}
     * @param serializer for Axon's own tokens
     * @param nodeId name of this process among those that may claim
     */
    public SqliteTokenStore(ConnectionProvider connections, Serializer serializer, String nodeId) {
        super(JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .nodeId(nodeId));
        createSchema(GenericTokenTableFactory.INSTANCE);
    }

    @Override
    protected PreparedStatement select(Connection connection, String processorName, int segment, boolean forUpdate)
            throws SQLException {
        return super.select(connection, processorName, segment, false);
    }
}

package org.dermatrail.ops.eventstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.dermatrail.ops.events.TokenSerializer;
import org.dermatrail.ops.eventstore.TokenStoreConformance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTokenStoreTest extends TokenStoreConformance {

    @TempDir
    private Path folder = Path.of("");

    private @Nullable ProcessorFile open;

    private ProcessorFile file() {
        var file = open == null ? new ProcessorFile(folder.resolve("positions.db")) : open;
        open = file;
        return file;
    }

    @Override
    protected TokenStore store() {
        return ofNode("this");
    }

    @Override
    protected TokenStore ofAnotherNode() {
        return ofNode("another");
    }

    @Override
    protected TokenStore restarted() {
        close();
        return store();
    }

    private TokenStore ofNode(String node) {
        return new SqliteTokenStore(file().withUnitOfWork(), TokenSerializer.create(), node);
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    @Test
    void a_position_is_committed_with_the_documents_of_its_unit_of_work_or_not_at_all() throws SQLException {
        // Given
        var store = store();
        store.initializeTokenSegments("board", 1);
        assertThat(store.fetchToken("board", 0)).isNull();
        execute("CREATE TABLE document(text TEXT)");

        // When
        var undone = DefaultUnitOfWork.startAndGet(null);
        execute("INSERT INTO document VALUES ('undone')");
        store.storeToken(new GlobalSequenceTrackingToken(1), "board", 0);
        undone.rollback();

        // Then
        assertThat(documents()).isZero();
        assertThat(store.fetchToken("board", 0)).isNull();

        // When
        var done = DefaultUnitOfWork.startAndGet(null);
        execute("INSERT INTO document VALUES ('done')");
        store.storeToken(new GlobalSequenceTrackingToken(2), "board", 0);
        done.commit();

        // Then
        assertThat(documents()).isEqualTo(1);
        assertThat(store.fetchToken("board", 0)).isEqualTo(new GlobalSequenceTrackingToken(2));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = file().withUnitOfWork().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int documents() throws SQLException {
        try (Connection connection = file().eachOnItsOwn().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT COUNT(*) FROM document")) {
            return row.getInt(1);
        }
    }
}

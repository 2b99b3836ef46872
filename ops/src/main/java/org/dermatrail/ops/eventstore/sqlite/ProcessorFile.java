package org.dermatrail.ops.eventstore.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.ConnectionWrapperFactory;
import org.axonframework.common.jdbc.ConnectionWrapperFactory.ConnectionCloseHandler;
import org.axonframework.common.jdbc.JdbcException;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.sqlite.SQLiteConfig;

/**
 * The SQLite file in which processors remember how far they have read and what they had to park.
 *
 * <p>Law: whatever is committed is synced. Two ways to take part in it: {@link #eachOnItsOwn} commits every statement at
 * once, for processors whose documents live elsewhere; {@link #withUnitOfWork} gives one connection a unit of work and
 * commits it with that, so that a projection that keeps its documents in this file commits them together with its
 * position. The latter holds the file's only write lock from first use to commit. Thread-safe.
 */
public final class ProcessorFile implements AutoCloseable {

    private static final int KEPT_OPEN = 8;
    private static final int BUSY_MILLIS = 10_000;

    private final Path file;
    private final String resource;
    private final BlockingQueue<Connection> idle = new ArrayBlockingQueue<>(KEPT_OPEN);
    private volatile boolean closed;

    /** Names a file; its folder exists. Tables are made by the stores that use them. */
    public ProcessorFile(Path file) {
        this.file = file;
        this.resource = ProcessorFile.class.getName() + ":" + file.toAbsolutePath();
    }

    /** Connections on which every statement is committed at once. */
    public ConnectionProvider eachOnItsOwn() {
        return () -> ConnectionWrapperFactory.wrap(borrow(), new GivenBack());
    }

    /** Within a unit of work one connection, committed and rolled back with it; outside as {@link #eachOnItsOwn}. */
    public ConnectionProvider withUnitOfWork() {
        return () -> {
            if (!CurrentUnitOfWork.isStarted()
                    || CurrentUnitOfWork.get().phase().isAfter(UnitOfWork.Phase.PREPARE_COMMIT)) {
                return eachOnItsOwn().getConnection();
            }
            var root = CurrentUnitOfWork.get().root();
            Connection bound = root.getResource(resource);
            if (bound == null) {
                bound = borrow();
                bound.setAutoCommit(false);
                root.resources().put(resource, bound);
                settleWith(root, bound);
            }
            return ConnectionWrapperFactory.wrap(bound, new ConnectionWrapperFactory.NoOpCloseHandler());
        };
    }

    private void settleWith(UnitOfWork<?> work, Connection connection) {
        work.onCommit(_ -> settle(connection::commit));
        work.onRollback(_ -> settle(connection::rollback));
        work.onCleanup(ended -> {
            ended.root().resources().remove(resource);
            settle(() -> {
                connection.setAutoCommit(true);
                giveBack(connection);
            });
        });
    }

    /** Something a connection does. */
    private interface Step {
        void take() throws SQLException;
    }

    private static void settle(Step step) {
        try {
            step.take();
        } catch (SQLException cause) {
            throw new JdbcException("The position file failed", cause);
        }
    }

    private Connection borrow() throws SQLException {
        if (closed) {
            throw new SQLException("The position file is closed");
        }
        var kept = idle.poll();
        return kept == null ? open() : kept;
    }

    private Connection open() throws SQLException {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        // A transaction that reads first and writes later would fail at once where another wrote in between.
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    }

    private void giveBack(Connection connection) throws SQLException {
        if (closed || !idle.offer(connection)) {
            connection.close();
        }
    }

    /** Closes what is kept open; connections still lent are closed when they come back. */
    @Override
    public void close() {
        closed = true;
        settle(() -> {
            for (var kept = idle.poll(); kept != null; kept = idle.poll()) {
                kept.close();
            }
        });
    }

    /** Closing a lent connection gives it back, once: Axon closes twice. */
    private final class GivenBack implements ConnectionCloseHandler {
        private final AtomicBoolean given = new AtomicBoolean();

        @Override
        public void close(Connection connection) {
            if (given.compareAndSet(false, true)) {
                settle(() -> giveBack(connection));
            }
        }

        @Override
        public void commit(Connection connection) throws SQLException {
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }
}

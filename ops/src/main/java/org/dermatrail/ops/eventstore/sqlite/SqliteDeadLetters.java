package org.dermatrail.ops.eventstore.sqlite;

import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;

/**
 * Makes the queues of parked events, one a processor, in SQLite.
 *
 * <p>Law: a parked event is parked once for its processor and key, however often it is delivered, and keeps its place
 * and its cause. Thread-safe.
 */
public final class SqliteDeadLetters {

    private static final int MAX_SEQUENCES = 10_000;
    private static final int MAX_LETTERS_OF_A_SEQUENCE = 10_000;

    private final ConnectionProvider connections;
    private final Serializer tokens;
    private final Serializer events;
    private final DeadLetterSchema schema = DeadLetterSchema.defaultSchema();

    /**
     * Uses the tables of a file.
     *
     * @param connections for instance of a {@link ProcessorFile}
     * @param tokens for Axon's own tokens
     * @param events for events and their metadata
     */
    public SqliteDeadLetters(ConnectionProvider connections, Serializer tokens, Serializer events) {
        this.connections = connections;
        this.tokens = tokens;
        this.events = events;
    }

    /** The queue of a processor, made where it is missing. */
    public JdbcSequencedDeadLetterQueue<EventMessage<?>> of(String processor) {
        JdbcSequencedDeadLetterQueue<EventMessage<?>> queue = JdbcSequencedDeadLetterQueue.<EventMessage<?>>builder()
                .processingGroup(processor)
                .connectionProvider(connections)
                // Whether statements share a transaction is decided by the connections.
                .transactionManager(NoTransactionManager.instance())
                .schema(schema)
                .statementFactory(new SqliteDeadLetterStatements(schema, tokens, events))
                .genericSerializer(tokens)
                .eventSerializer(events)
                .maxSequences(MAX_SEQUENCES)
                .maxSequenceSize(MAX_LETTERS_OF_A_SEQUENCE)
                // Axon asks for a whole sequence with every page, so one page must hold it.
                .pageSize(MAX_LETTERS_OF_A_SEQUENCE)
                .build();
        queue.createSchema(new SqliteDeadLetterTable());
        return queue;
    }
}

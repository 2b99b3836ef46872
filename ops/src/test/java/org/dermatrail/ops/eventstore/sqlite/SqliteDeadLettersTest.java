package org.dermatrail.ops.eventstore.sqlite;

import java.nio.file.Path;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.dermatrail.domain.EventCatalogue;
import org.dermatrail.ops.events.EventSerializer;
import org.dermatrail.ops.events.TokenSerializer;
import org.dermatrail.ops.eventstore.DeadLetterQueueConformance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteDeadLettersTest extends DeadLetterQueueConformance {

    @TempDir
    private Path folder = Path.of("");

    private @Nullable ProcessorFile open;

    @Override
    protected SequencedDeadLetterQueue<EventMessage<?>> queue(String processor) {
        var file = open == null ? new ProcessorFile(folder.resolve("parked.db")) : open;
        open = file;
        var tokens = TokenSerializer.create();
        var events = new EventSerializer(new EventCatalogue());
        return new SqliteDeadLetters(file.eachOnItsOwn(), tokens, events).of(processor);
    }

    @Override
    protected SequencedDeadLetterQueue<EventMessage<?>> restarted(String processor) {
        close();
        return queue(processor);
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}

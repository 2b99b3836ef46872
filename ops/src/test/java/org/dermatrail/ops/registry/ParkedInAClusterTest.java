package org.dermatrail.ops.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.dermatrail.domain.EventCatalogue;
import org.dermatrail.ops.events.EventSerializer;
import org.dermatrail.ops.events.TokenSerializer;
import org.dermatrail.ops.eventstore.DeadLetterQueueConformance;
import org.dermatrail.projections.elastic.ElasticReadSide;
import org.dermatrail.projections.elastic.ElasticServer;
import org.dermatrail.projections.elastic.ElasticSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

class ParkedInAClusterTest extends DeadLetterQueueConformance {

    private final String prefix = "parked-" + UUID.randomUUID();
    private final List<ElasticReadSide> opened = new ArrayList<>();
    private @Nullable ElasticReadSide current;

    private ElasticReadSide open() {
        var readSide = ElasticReadSide.open(
                ElasticSettings.of(List.of(ElasticServer.shared().address()), prefix, new ElasticSettings.Anonymous()),
                new ElasticReadSide.Source(
                        "log", "feeder", TokenSerializer.create(), new EventSerializer(new EventCatalogue())));
        opened.add(readSide);
        current = readSide;
        var _ = readSide.tokens().fetchToken("cohort", 0);
        return readSide;
    }

    @Override
    protected SequencedDeadLetterQueue<EventMessage<?>> queue(String processor) {
        var open = current == null ? open() : current;
        return open.parked(processor);
    }

    @Override
    protected SequencedDeadLetterQueue<EventMessage<?>> restarted(String processor) {
        return open().parked(processor);
    }

    @AfterEach
    void close() {
        opened.forEach(ElasticReadSide::clear);
        opened.forEach(ElasticReadSide::close);
    }
}

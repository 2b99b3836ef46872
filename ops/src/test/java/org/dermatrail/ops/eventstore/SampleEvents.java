package org.dermatrail.ops.eventstore;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.dermatrail.domain.capture.CaptureEvent.CaptureLinked;

/** Events of made-up captures, as many as a test needs. */
public final class SampleEvents {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00.123Z");

    private SampleEvents() {}

    /** Id of a stream that nobody used yet. */
    public static String newStream() {
        return UuidCreator.getTimeOrderedEpochFast().toString();
    }

    /** A moment, some seconds after the start of all samples. */
    public static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }

    /** An event of a stream. */
    public static DomainEventMessage<CaptureLinked> event(String stream, long sequence) {
        return event(stream, sequence, at((int) sequence));
    }

    /** An event of a stream at a moment. */
    public static DomainEventMessage<CaptureLinked> event(String stream, long sequence, Instant moment) {
        return new GenericDomainEventMessage<>(
                "Capture",
                stream,
                sequence,
                new CaptureLinked(stream, "participant", "lesion-" + sequence, "STATED_BY_SOURCE"),
                MetaData.with("importId", "import-1").and("account", "coordinator"),
                IdentifierFactory.getInstance().generateIdentifier(),
                moment);
    }

    /** The first events of a stream. */
    public static List<DomainEventMessage<CaptureLinked>> streamOf(String stream, int length) {
        var events = new ArrayList<DomainEventMessage<CaptureLinked>>(length);
        for (var i = 0; i < length; i++) {
            events.add(event(stream, i));
        }
        return events;
    }
}

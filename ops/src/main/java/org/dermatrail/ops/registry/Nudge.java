package org.dermatrail.ops.registry;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.dermatrail.projections.record.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a processor that met an outage go on as soon as its stores answer again: left alone it waits longer each time, up to
 * a minute. Thread-safe.
 */
final class Nudge implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Nudge.class);
    private static final long LOOK_EVERY_SECONDS = 2;

    private final TrackingEventProcessor processor;
    private final Runnable reach;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("read-side-nudge").factory());
    private boolean closed;

    /**
     * Looks after a processor.
     *
     * @param reach throws {@link Outage} where the stores do not answer
     */
    Nudge(TrackingEventProcessor processor, Runnable reach) {
        this.processor = processor;
        this.reach = reach;
        var _ = looking.scheduleWithFixedDelay(this::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        var waits = processor.processingStatus().values().stream().anyMatch(EventTrackerStatus::isErrorState);
        if (!waits) {
            return;
        }
        try {
            reach.run();
        } catch (Outage away) {
            LOG.debug("the stores of the read side do not answer yet", away);
            return;
        }
        startAnew();
    }

    private synchronized void startAnew() {
        if (!closed) {
            LOG.info("the stores of the read side answer again");
            processor.shutDown();
            processor.start();
        }
    }

    @Override
    public void close() {
        looking.shutdown();
        synchronized (this) {
            closed = true;
        }
    }
}

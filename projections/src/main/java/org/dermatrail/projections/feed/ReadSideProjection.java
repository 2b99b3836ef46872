package org.dermatrail.projections.feed;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.projections.record.Outage;

/**
 * Feeds the read side from a streaming event processor, batch by batch.
 *
 * <p>Laws: runs within a unit of work; the entries and rows of a batch are written when the unit of work prepares to commit,
 * and dropped where it rolls back; an event that fails leaves nothing in the batch, so that its sequence alone is parked;
 * where a store fails nothing is parked, but the whole batch fails and is tried again.
 * One segment only, in processing group {@value #GROUP}.
 */
public final class ReadSideProjection {

    /** The processing group. */
    public static final String GROUP = "read-side";

    private static final String BATCH = "org.dermatrail.read-side.batch";
    private static final String OUTAGE = "org.dermatrail.read-side.outage";

    private final ReadSide readSide;

    /** Feeds this read side. */
    public ReadSideProjection(ReadSide readSide) {
        this.readSide = readSide;
    }

    /** Applies one event of the log. */
    @EventHandler
    public void on(RegistryEvent event, TrackingToken token) {
        UnitOfWork<?> batch = CurrentUnitOfWork.get().root();
        Object known = batch.getOrComputeResource(BATCH, name -> begin(batch));
        assert known == readSide : "one read side a processor";
        if (batch.getResource(OUTAGE) != null) {
            return;
        }
        long order = token.position().orElseThrow(() -> new IllegalStateException("the log's tokens have no position"));
        try {
            readSide.apply(event, order);
        } catch (Outage outage) {
            // Thrown from here it would park the event; thrown at the end of the batch it fails the batch.
            batch.resources().put(OUTAGE, outage);
        }
    }

    private ReadSide begin(UnitOfWork<?> batch) {
        readSide.begin(() -> eventsOf(batch));
        batch.onPrepareCommit(any -> {
            Outage outage = batch.getResource(OUTAGE);
            if (outage != null) {
                throw outage;
            }
            readSide.flush();
        });
        batch.onCleanup(any -> readSide.end());
        return readSide;
    }

    private static List<RegistryEvent> eventsOf(UnitOfWork<?> batch) {
        if (!(batch instanceof BatchingUnitOfWork<?> several)) {
            return List.of();
        }
        var events = new ArrayList<RegistryEvent>();
        for (var message : several.getMessages()) {
            if (message.getPayload() instanceof RegistryEvent event) {
                events.add(event);
            }
        }
        return events;
    }
}

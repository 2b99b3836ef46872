package org.dermatrail.ops.registry;

import java.util.Locale;
import org.dermatrail.projections.record.Outage;

/**
 * The read models have not come up yet to what was stored when the registry was opened, so an answer would lack some of it:
 * the process was killed, the profile names another read side, or another version of the registry lays it out otherwise.
 */
public final class CatchingUp extends Outage {

    private static final long serialVersionUID = 1L;

    CatchingUp(long place, long wanted) {
        super(String.format(
                Locale.ROOT, "the read models catch up with the events: they have come to %,d of %,d", place, wanted));
    }
}

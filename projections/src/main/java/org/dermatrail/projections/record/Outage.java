package org.dermatrail.projections.record;

/**
 * A store of the read side does not work just now; nothing is wrong with the event or question at hand.
 *
 * <p>Law: what met an outage is tried again and never parked.
 */
public abstract class Outage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what is so for a while and ends by itself. */
    protected Outage(String what) {
        super(what);
    }

    /** Says what could not be done and why. */
    protected Outage(String what, Throwable cause) {
        super(what, cause);
    }
}

package org.dermatrail.projections.record;

/**
 * An event speaks of something the read side does not know; it is parked for an operator, and nothing of it is applied.
 */
public final class EventOutOfPlace extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what is unknown, by id. */
    public EventOutOfPlace(String message) {
        super(message);
    }
}

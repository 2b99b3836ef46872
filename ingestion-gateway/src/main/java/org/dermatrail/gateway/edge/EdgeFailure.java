package org.dermatrail.gateway.edge;

/** Something at the centre does not work: a disk, a database file. Nothing was acknowledged; try again when it is mended. */
public final class EdgeFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what does not work and why. */
    public EdgeFailure(String message, Throwable cause) {
        super(message, cause);
    }
}

package org.dermatrail.projections.sqlite;

/** The file of entries cannot be read or written. */
public final class StoreOutage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreOutage(String what, Throwable cause) {
        super(what, cause);
    }
}

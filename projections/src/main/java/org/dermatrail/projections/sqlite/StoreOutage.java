package org.dermatrail.projections.sqlite;

import org.dermatrail.projections.record.Outage;

/** The file of entries cannot be read or written. */
public final class StoreOutage extends Outage {

    private static final long serialVersionUID = 1L;

    StoreOutage(String what, Throwable cause) {
        super(what, cause);
    }
}

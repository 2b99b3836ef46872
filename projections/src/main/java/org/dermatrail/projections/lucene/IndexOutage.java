package org.dermatrail.projections.lucene;

import org.dermatrail.projections.record.Outage;

/** The index cannot be read or written. */
public final class IndexOutage extends Outage {

    private static final long serialVersionUID = 1L;

    IndexOutage(String what, Throwable cause) {
        super(what, cause);
    }
}

package org.dermatrail.projections.elastic;

import org.dermatrail.projections.record.Outage;

/** The cluster cannot be read or written just now, or another writer took over. */
public class ClusterOutage extends Outage {

    private static final long serialVersionUID = 1L;

    ClusterOutage(String what, Throwable cause) {
        super(what, cause);
    }
}

package org.dermatrail.projections.elastic;

import java.io.IOException;

/** Another process took writing over; this one must stop, or be started anew once the other has stopped. */
public final class WriterSuperseded extends ClusterOutage {

    private static final long serialVersionUID = 1L;

    WriterSuperseded(String index) {
        super(
                "another process writes " + index + "; stop one of the two and start this one again",
                new IOException("a later writer has marked the index"));
    }
}

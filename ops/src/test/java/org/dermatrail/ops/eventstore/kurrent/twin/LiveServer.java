package org.dermatrail.ops.eventstore.kurrent.twin;

/** How tests learn that they are to speak to a live server, and which of them can. */
public final class LiveServer {

    /** The system property that names it by its connection string. */
    public static final String PROPERTY = "dermatrail.kurrent.connection";

    /** Marks the tests that a live server is held to; they share it with others and use streams of their own. */
    public static final String TAG = "live-kurrent";

    private LiveServer() {}
}

package org.dermatrail.projections.lucene;

/** The index cannot be read or written. */
public final class IndexOutage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IndexOutage(String what, Throwable cause) {
        super(what, cause);
    }
}

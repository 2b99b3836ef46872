package org.dermatrail.projections.record;

/** Up to when data are read. */
public sealed interface AsOf permits AsOf.Live, AsOf.Cut {

    /** Everything known now. */
    record Live() implements AsOf {}

    /**
     * Everything written before a data cut.
     *
     * @param cutId the cut
     */
    record Cut(String cutId) implements AsOf {}
}

package org.dermatrail.projections.disclosure;

/**
 * How small a count may be shown to a caller.
 *
 * @param threshold counts under this, nought included, are suppressed; 1 suppresses nothing
 */
public record DisclosurePolicy(int threshold) {

    /** Shows every count; for the registry's own keepers. */
    public static final DisclosurePolicy EXACT = new DisclosurePolicy(1);

    /** What researchers get unless the settings say otherwise. */
    public static final DisclosurePolicy RESEARCHER = new DisclosurePolicy(10);

    /** Refuses a threshold below 1. */
    public DisclosurePolicy {
        if (threshold < 1) {
            throw new IllegalArgumentException("a threshold is 1 or more");
        }
    }

    /** Whether there are some, but fewer than may be told of. */
    public boolean isFew(long persons) {
        return persons > 0 && persons < threshold;
    }
}

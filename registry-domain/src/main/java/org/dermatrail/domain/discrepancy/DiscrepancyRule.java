package org.dermatrail.domain.discrepancy;

/** The rules a command to a discrepancy can break; the names are the refusal codes. */
public enum DiscrepancyRule {
    /** Nothing contradicts: fewer than two different values. */
    NOTHING_CONTRADICTS,
    /** The value was not stated by any source. */
    VALUE_NOT_STATED,
    /** The discrepancy is resolved already. */
    DISCREPANCY_ALREADY_RESOLVED
}

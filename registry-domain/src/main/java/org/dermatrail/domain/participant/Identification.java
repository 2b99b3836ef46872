package org.dermatrail.domain.participant;

/** How the registry knows that captures belong to one person. Stored by {@link #name()}. */
public enum Identification {
    /** The source names its participants; the vault gave each a key. */
    GIVEN,
    /** The source names lesions but no persons: one key a lesion stands in, and counts of persons are unknown. */
    SURROGATE_PER_LESION
}

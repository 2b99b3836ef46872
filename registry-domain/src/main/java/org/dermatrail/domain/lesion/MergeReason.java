package org.dermatrail.domain.lesion;

/** Why lesions were merged or split: a code, never free text. Stored by {@link #name()}. */
public enum MergeReason {
    /** Two entries were made of one lesion. */
    ENTERED_TWICE,
    /** Lesions grew into one another. */
    CONFLUENCE,
    /** One entry held what are two lesions. */
    MISTAKEN_FOR_ONE,
    /** A lesion fell apart into several. */
    FRAGMENTATION
}

package org.dermatrail.domain.participant;

/** What research use rests on. Stored by {@link #name()}. */
public enum ConsentBasis {
    /** A form signed by the participant. */
    SIGNED_FORM,
    /** The licence of a published data set. */
    PUBLISHED_DATA_SET,
    /** A waiver by an ethics committee. */
    COMMITTEE_WAIVER,
    /** The participant is synthetic. */
    SYNTHETIC
}

package org.dermatrail.projections.elastic;

import org.dermatrail.domain.Refusal;

/**
 * The cluster does not let this registry in, or does not show that it is the one that was named; with a stable code.
 *
 * <p>Laws: it is not waited for, since only an operator can change it. It is an outage all the same: nothing is wrong with the
 * event at hand, which is tried again and never parked. No message holds a secret.
 */
public final class ClusterBarred extends ClusterOutage {

    private static final long serialVersionUID = 1L;

    /** Code where nothing shows that the cluster is the one that was named. */
    public static final String NOT_TRUSTED = "NOT_TRUSTED";

    /** Code where the cluster does not believe who asks. */
    public static final String NOT_ADMITTED = "NOT_ADMITTED";

    /** Code where the cluster knows who asks and does not permit it. */
    public static final String NOT_PERMITTED = "NOT_PERMITTED";

    private final transient Refusal refusal;

    ClusterBarred(String code, String sentence, Throwable cause) {
        super(code + ": " + sentence, cause);
        refusal = new Refusal(code, sentence);
    }

    /** Why, with its stable code. */
    public Refusal refusal() {
        return refusal;
    }
}

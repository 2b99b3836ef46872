package org.dermatrail.projections.elastic;

import org.dermatrail.domain.Refusal;

/** What the cluster cannot take or do, however often it is asked; with a stable code. */
public final class ClusterRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Code where a document is not taken. */
    public static final String DOCUMENT_NOT_TAKEN = "DOCUMENT_NOT_TAKEN";

    /** Code where the cluster does not do what is asked. */
    public static final String NOT_DONE_BY_CLUSTER = "NOT_DONE_BY_CLUSTER";

    /** Code where rows of one participant contradict each other in what is the participant's. */
    public static final String ROWS_DISAGREE = "ROWS_DISAGREE";

    private final transient Refusal refusal;

    ClusterRefusal(String code, String sentence, Throwable cause) {
        super(code + ": " + sentence, cause);
        refusal = new Refusal(code, sentence);
    }

    ClusterRefusal(String code, String sentence) {
        super(code + ": " + sentence);
        refusal = new Refusal(code, sentence);
    }

    /** The refusal with its stable code. */
    public Refusal refusal() {
        return refusal;
    }
}

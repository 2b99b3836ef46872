package org.dermatrail.projections.record;

import org.dermatrail.domain.Refusal;

/** A question that is not answered, and why; the refusal reaches the asker with its code. */
public final class AskingRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Code where no data cut of that name was published. */
    public static final String DATA_CUT_UNKNOWN = "DATA_CUT_UNKNOWN";

    private final transient Refusal refusal;

    /** Refuses for this reason. */
    public AskingRefused(Refusal refusal) {
        super(refusal.sentence());
        this.refusal = refusal;
    }

    /** Refuses because the cut is not known. */
    public static AskingRefused unknownCut(String cutId) {
        return new AskingRefused(
                new Refusal(DATA_CUT_UNKNOWN, "No data cut '" + cutId + "' was published; ask for one that was."));
    }

    /** The refusal with its stable code. */
    public Refusal refusal() {
        return refusal;
    }
}

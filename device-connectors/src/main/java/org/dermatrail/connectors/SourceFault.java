package org.dermatrail.connectors;

/**
 * The source as a whole cannot be used: nothing of it was taken.
 *
 * <p>Carries a stable code for scripts and a sentence that names the file, row, column or key and says what to do.
 */
public final class SourceFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String sentence;

    /**
     * Names the fault.
     *
     * @param code stable upper-snake-case code, for instance {@code COLUMN_MISSING}
     * @param sentence one sentence for a person
     */
    public SourceFault(String code, String sentence) {
        super(sentence);
        this.code = code;
        this.sentence = sentence;
    }

    /** The stable code. */
    public String code() {
        return code;
    }

    /** The sentence for a person. */
    public String sentence() {
        return sentence;
    }
}

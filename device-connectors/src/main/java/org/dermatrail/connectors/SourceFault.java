package org.dermatrail.connectors;

/**
 * The source as a whole cannot be used: nothing of it was taken.
 *
 * <p>Carries a stable code for scripts and a sentence that names the file, row, column or key and says what to do.
 */
public final class SourceFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * Names the fault.
     *
     * @param code stable upper-snake-case code, for instance {@code COLUMN_MISSING}
     * @param sentence one sentence for a person
     */
    public SourceFault(String code, String sentence) {
        super(sentence);
        this.code = code;
    }

    /** The stable code. */
    public String code() {
        return code;
    }
}

package org.dermatrail.gateway.intake;

import org.jspecify.annotations.Nullable;

/**
 * An import that could not go on. Everything acknowledged before stays; the same command goes on where it stopped.
 *
 * <p>Carries a stable code for scripts and a sentence that says what to do.
 */
public final class ImportStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String sentence;

    /** Says why. */
    public ImportStopped(String code, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
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

package org.dermatrail.connectors.synthetic;

/** A synthetic study that cannot be made as asked; carries a stable code and a sentence that says what to do. */
public final class SynthesisRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String sentence;

    /** Says why. */
    public SynthesisRefused(String code, String sentence) {
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

package org.dermatrail.gateway.upload;

/** Something that was sent cannot be taken; nothing of it is kept. Says why with a stable code and a sentence. */
public final class UploadRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String sentence;

    /** Says why. */
    public UploadRefused(String code, String sentence) {
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

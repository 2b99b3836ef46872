package org.dermatrail.connectors.synthetic;

/** A row that cannot be used; becomes an unusable item. */
final class Unfit extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String sentence;

    Unfit(String code, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
        this.sentence = sentence;
    }

    String code() {
        return code;
    }

    String sentence() {
        return sentence;
    }
}

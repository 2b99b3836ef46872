package org.dermatrail.connectors.table;

/**
 * Why a row cannot become a capture; turned into an {@link org.dermatrail.connectors.UnusableItem} where the row is
 * read. Carries no stack trace, since many rows may be flawed.
 */
final class RowFlaw extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    RowFlaw(String code, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
    }

    String code() {
        return code;
    }

    String sentence() {
        String message = String.valueOf(getMessage());
        return Character.toUpperCase(message.charAt(0)) + message.substring(1);
    }
}

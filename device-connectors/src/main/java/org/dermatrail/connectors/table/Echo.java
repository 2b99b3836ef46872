package org.dermatrail.connectors.table;

/** Says in a message what a cell holds: words of a mapped column cut short, anything else by its shape only. */
final class Echo {

    private Echo() {}

    /** The text, cut and without control characters. */
    static String of(String text, int longest) {
        var echo = new StringBuilder();
        text.codePoints().limit(longest).forEach(c -> echo.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return echo + (text.codePointCount(0, text.length()) > longest ? "…" : "");
    }

    /** The shape: 9 for a digit, A and a for letters, ? for what cannot be printed; for instance {@code 9999-99-99}. */
    static String shapeOf(String text, int longest) {
        var shape = new StringBuilder();
        text.codePoints().limit(longest).forEach(c -> shape.append(shapeOf(c)));
        return shape + (text.codePointCount(0, text.length()) > longest ? "…" : "");
    }

    private static char shapeOf(int c) {
        if (Character.isDigit(c)) {
            return '9';
        }
        if (Character.isLetter(c)) {
            return Character.isUpperCase(c) ? 'A' : 'a';
        }
        return c > ' ' && c < 127 ? (char) c : c == ' ' ? ' ' : '?';
    }
}

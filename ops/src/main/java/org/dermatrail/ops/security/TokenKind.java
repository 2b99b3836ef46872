package org.dermatrail.ops.security;

/** How a token is carried; one kind is never taken for the other. */
public enum TokenKind {
    /** By a program or script, in the {@code Authorization} header. */
    BEARER("dt_"),
    /** By a browser, in a cookie that its pages cannot read; ends also when it was not used for a while. */
    SESSION("ds_");

    private final String prefix;

    TokenKind(String prefix) {
        this.prefix = prefix;
    }

    String prefix() {
        return prefix;
    }
}

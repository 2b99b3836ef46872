package org.dermatrail.ops.security;

import java.time.Instant;

/**
 * A fresh bearer token, shown to its owner once.
 *
 * <p>Law: {@link #toString()} does not say it. Immutable.
 *
 * @param id number by which it is revoked
 * @param secret what the owner carries
 * @param expires until when it is good
 */
public record Token(long id, String secret, Instant expires) {

    @Override
    public String toString() {
        return "Token[id=" + id + ", expires=" + expires + "]";
    }
}

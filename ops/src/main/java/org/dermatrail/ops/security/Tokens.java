package org.dermatrail.ops.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/** Makes tokens: 256 random bits, of which only a digest is ever stored. Thread-safe. */
final class Tokens {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final int LONGEST = 100;

    private Tokens() {}

    static Token next(TokenKind kind, Instant expires) {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Token(
                0, kind.prefix() + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), expires);
    }

    static boolean looksLikeOne(TokenKind kind, String token) {
        return token.startsWith(kind.prefix()) && token.length() < LONGEST;
    }

    /** SHA-256 of a text, in hexadecimal. */
    static String digest(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java runtime has SHA-256", absent);
        }
    }
}

package org.dermatrail.domain;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Ids of the registry as stores keep them: a UUID in its usual form, in lower case, takes 16 bytes instead of 36 letters.
 *
 * <p>Laws: {@link #text} gives back letter by letter what {@link #of} took; ids are in the order of their bytes as they are in
 * that of their letters. Stateless.
 */
public final class IdBytes {

    /** How many bytes a UUID takes. */
    public static final int LENGTH = 16;

    private static final int LETTERS = 36;
    private static final byte NO_DIGIT = -1;
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();
    private static final byte[] VALUES = new byte[1 << Byte.SIZE];

    static {
        Arrays.fill(VALUES, NO_DIGIT);
        for (byte value = 0; value < DIGITS.length; value++) {
            VALUES[DIGITS[value]] = value;
        }
    }

    private IdBytes() {}

    /** The bytes of an id, or {@code null} where it is no UUID in that form. */
    public static byte @Nullable [] of(String id) {
        if (id.length() != LETTERS) {
            return null;
        }
        var bytes = new byte[LENGTH];
        int at = 0;
        for (int letter = 0; letter < LETTERS; ) {
            if (isHyphen(letter)) {
                if (id.charAt(letter) != '-') {
                    return null;
                }
                letter++;
                continue;
            }
            int high = value(id.charAt(letter));
            int low = value(id.charAt(letter + 1));
            if ((high | low) < 0) {
                return null;
            }
            bytes[at++] = (byte) ((high << 4) | low);
            letter += 2;
        }
        return bytes;
    }

    /** The id of so many bytes from one on. */
    public static String text(byte[] bytes, int from) {
        var letters = new char[LETTERS];
        int at = from;
        for (int letter = 0; letter < LETTERS; ) {
            if (isHyphen(letter)) {
                letters[letter++] = '-';
                continue;
            }
            letters[letter++] = DIGITS[(bytes[at] >> 4) & 0xf];
            letters[letter++] = DIGITS[bytes[at] & 0xf];
            at++;
        }
        return new String(letters);
    }

    /** The id of these bytes. */
    public static String text(byte[] bytes) {
        return text(bytes, 0);
    }

    private static boolean isHyphen(int letter) {
        return letter == 8 || letter == 13 || letter == 18 || letter == 23;
    }

    private static int value(char letter) {
        return letter < VALUES.length ? VALUES[letter] : NO_DIGIT;
    }
}

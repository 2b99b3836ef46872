package org.dermatrail.graphql.door;

import java.util.regex.Pattern;
import org.dermatrail.domain.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Carries a refusal out of a resolver; leaves as a GraphQL error with {@code extensions.code}.
 *
 * <p>Law: the sentence holds no raw id. Immutable.
 */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Not there, or not for this caller: the answer is the same. */
    public static final String NOT_FOUND = "NOT_FOUND";
    /** The role may not do this. */
    public static final String NOT_ALLOWED = "NOT_ALLOWED";
    /** Nobody is signed in. */
    public static final String NOT_SIGNED_IN = "NOT_SIGNED_IN";
    /** The audit log cannot be written, so no answer is given. */
    public static final String AUDIT_UNAVAILABLE = "AUDIT_UNAVAILABLE";
    /** An argument is not usable; the extension {@code argument} says where. */
    public static final String BAD_INPUT = "BAD_INPUT";
    /** The cursor is none this caller was given. */
    public static final String CURSOR_UNKNOWN = "CURSOR_UNKNOWN";
    /** The request ran for too long. */
    public static final String TOOK_TOO_LONG = "TOOK_TOO_LONG";
    /** Something broke; the extension {@code reference} finds it in the server's log. */
    public static final String INTERNAL = "INTERNAL";

    /** Shapes of the store's own ids: UUIDs, and digests of pictures. */
    private static final Pattern RAW_ID =
            Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\\b[0-9a-f]{64}\\b");

    private final String code;
    private final @Nullable String argument;

    private Refused(String code, String sentence, @Nullable String argument) {
        super(withoutRawIds(sentence), null, false, false);
        this.code = code;
        this.argument = argument;
    }

    /** What a command was refused for. */
    public static Refused of(Refusal refusal) {
        return new Refused(refusal.code(), refusal.sentence(), null);
    }

    /** A refusal of the API's own. */
    public static Refused because(String code, String sentence) {
        return new Refused(code, sentence, null);
    }

    /** An argument that is not usable. */
    public static Refused argument(String code, String argument, String sentence) {
        return new Refused(code, sentence, argument);
    }

    /** What is not there, or not for this caller. */
    public static Refused notFound(String what) {
        return new Refused(NOT_FOUND, "There is no such " + what + ", or it is not yours to see.", null);
    }

    /** What ran for too long and was given up. */
    static Refused tookTooLong() {
        return because(TOOK_TOO_LONG, "The request took too long; ask for less at once.");
    }

    /** The stable code. */
    public String code() {
        return code;
    }

    /** Path of the argument at fault, or {@code null}. */
    public @Nullable String argument() {
        return argument;
    }

    /** The text with anything shaped like a raw id struck out: the last net before a message leaves. */
    static String withoutRawIds(String text) {
        return RAW_ID.matcher(text).replaceAll("[id]");
    }
}

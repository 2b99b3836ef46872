package org.dermatrail.pseudonymization.vault;

import java.text.Normalizer;

/**
 * A person as a source names them: the source and its own number for the person.
 *
 * <p>Law: two spellings of the same number are equal: blanks around it and full-width forms do not count; upper and
 * lower
 * case do, because some sources tell people apart by it. {@code toString} reveals neither part.
 *
 * @param issuer who gave the number, for instance a hospital's or a data set's name; 1 to 200 characters
 * @param sourceId the number; 1 to 500 characters
 */
public record SourceIdentity(String issuer, String sourceId) {

    private static final int LONGEST_ISSUER = 200;
    private static final int LONGEST_SOURCE_ID = 500;

    /** Brings both parts into their normal form. */
    public SourceIdentity {
        issuer = normal(issuer, LONGEST_ISSUER, "issuer");
        sourceId = normal(sourceId, LONGEST_SOURCE_ID, "source id");
    }

    private static String normal(String text, int longest, String what) {
        // Checked before it is unfolded as well: one character can unfold into eighteen.
        String normal = text.length() > longest
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        if (normal.isEmpty() || normal.length() > longest) {
            throw new IllegalArgumentException(
                    "the " + what + " of a source identity has 1 to " + longest + " characters");
        }
        if (!java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(normal)) {
            throw new IllegalArgumentException("the " + what + " of a source identity is no valid text");
        }
        return normal;
    }

    @Override
    public String toString() {
        return "SourceIdentity[not shown]";
    }
}

package org.dermatrail.connectors.mapping;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word a person most likely meant. */
public final class NearestWord {

    private static final int LONGEST_COMPARED = 80;

    private NearestWord() {}

    /** The word nearest to the one written, or empty where none is near. */
    public static Optional<String> to(String written, Collection<String> words) {
        String wanted = plain(written);
        String best = null;
        int least = Math.max(2, wanted.length() / 2) + 1;
        for (String word : words) {
            int distance = distance(wanted, plain(word));
            if (distance < least) {
                least = distance;
                best = word;
            }
        }
        return Optional.ofNullable(best);
    }

    private static String plain(String word) {
        String shortened = word.length() > LONGEST_COMPARED ? word.substring(0, LONGEST_COMPARED) : word;
        return shortened.toLowerCase(Locale.ROOT);
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}

package org.dermatrail.projections.lucene;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The words that rows name by number. They stand in the commit beside the position, so that rows never come without the words
 * they name.
 *
 * <p>Law: a number means the same word for as long as the index is open, also after it went back to its last commit.
 * Thread-safe.
 */
final class Words {

    private static final String PREFIX = "word/";

    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private final List<String> texts = new CopyOnWriteArrayList<>();

    /** The number of a word, given where it has none yet. */
    int number(String word) {
        Integer known = numbers.get(word);
        return known == null ? added(word) : known;
    }

    private synchronized int added(String word) {
        Integer known = numbers.get(word);
        if (known != null) {
            return known;
        }
        // Whoever finds the number must find the word.
        texts.add(word);
        numbers.put(word, texts.size() - 1);
        return texts.size() - 1;
    }

    /** The word of a number. */
    String text(int number) {
        return texts.get(number);
    }

    /** All of them, as marks of a commit. */
    Map<String, String> marks() {
        var marks = new HashMap<String, String>();
        int number = 0;
        for (var text : texts) {
            marks.put(PREFIX + number, text);
            number++;
        }
        return marks;
    }

    /** Takes in the words of a commit, in an index that was just opened. */
    void read(Map<String, String> marks) {
        int number = 0;
        for (@Nullable String text = marks.get(PREFIX + number); text != null; text = marks.get(PREFIX + number)) {
            if (number(text) != number) {
                throw new IllegalStateException("the index names the word of number " + number + " twice");
            }
            number++;
        }
    }

    /** Whether a mark of a commit is one of a word. */
    static boolean isMark(String name) {
        return name.startsWith(PREFIX);
    }
}

package org.dermatrail.connectors.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The words the registry has for one field. Immutable.
 *
 * @param <T> the kind of word
 */
public final class Vocabulary<T> {

    private final String sentence;
    private final List<String> names;
    private final Function<String, Optional<T>> reading;

    private Vocabulary(String sentence, List<String> names, Function<String, Optional<T>> reading) {
        this.sentence = sentence;
        this.names = List.copyOf(names);
        this.reading = reading;
    }

    /** The names of an enumeration, as they are written there. */
    public static <E extends Enum<E>> Vocabulary<E> of(Class<E> words) {
        Map<String, E> byName = new HashMap<>();
        var names = new ArrayList<String>();
        for (E word : words.getEnumConstants()) {
            byName.put(word.name(), word);
            names.add(word.name());
        }
        return new Vocabulary<>(
                "one of " + String.join(", ", names), names, name -> Optional.ofNullable(byName.get(name)));
    }

    /** An open set of words, described by a sentence and read by a function. */
    public static <T> Vocabulary<T> open(String sentence, Function<String, Optional<T>> reading) {
        return new Vocabulary<>(sentence, List.of(), reading);
    }

    /** The word that is written so, or empty. */
    public Optional<T> read(String text) {
        return reading.apply(text);
    }

    /** What a word must be, to stand after "is not". */
    public String sentence() {
        return sentence;
    }

    /** All words where they can be listed, else empty. */
    public List<String> names() {
        return names;
    }
}

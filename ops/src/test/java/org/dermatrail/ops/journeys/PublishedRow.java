package org.dermatrail.ops.journeys;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One row of a published table in the words of the registry, made without the registry's help. */
final class PublishedRow {

    private final String study;
    private final String capture;
    private final @Nullable String lesion;
    private final @Nullable String participant;
    private final Map<String, Set<String>> words = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    PublishedRow(String study, String capture, String lesion, @Nullable String participant) {
        this.study = study;
        this.capture = study + ":" + capture;
        this.lesion = lesion.isEmpty() ? null : study + ":" + lesion;
        this.participant = participant;
        word("study", study);
        word("linked", Boolean.toString(this.lesion != null));
    }

    /** States a word; none where it is {@code null} or empty. */
    void word(String field, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            words.computeIfAbsent(field, any -> new TreeSet<>()).add(value);
        }
    }

    /** States a number; none where the cell is empty. */
    void number(String field, String cell) {
        if (!cell.isEmpty()) {
            numbers.put(field, (int) Double.parseDouble(cell));
        }
    }

    /** The source's id with its issuer, as the command line takes it. */
    @Nullable
    String lesion() {
        return lesion;
    }

    String lesionOrFail() {
        return Objects.requireNonNull(lesion);
    }

    String study() {
        return study;
    }

    String capture() {
        return capture;
    }

    /** The person, where the source names persons. */
    @Nullable
    String participant() {
        return participant;
    }

    Set<String> words(String field) {
        return words.getOrDefault(field, Set.of());
    }

    @Nullable
    Integer number(String field) {
        return numbers.get(field);
    }
}

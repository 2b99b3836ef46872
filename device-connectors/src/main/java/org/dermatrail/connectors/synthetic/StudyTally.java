package org.dermatrail.connectors.synthetic;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what was written. Used by one thread. */
final class StudyTally {

    private final Map<LesionKind, Long> lesions = new EnumMap<>(LesionKind.class);
    private final Map<ErrorKind, Long> errors = new EnumMap<>(ErrorKind.class);
    private final Map<String, Long> modalities = new TreeMap<>();
    private long participants;
    private long captures;
    private long statements;

    void count(Story story) {
        participants++;
        story.lesions().forEach(fate -> lesions.merge(fate.lesion().kind(), 1L, Long::sum));
        story.errors().forEach(error -> errors.merge(error.kind(), 1L, Long::sum));
        story.rows().forEach(row -> modalities.merge(row.device().modality().code(), 1L, Long::sum));
        captures += story.rows().size();
        statements += story.later().size();
    }

    long participants() {
        return participants;
    }

    long captures() {
        return captures;
    }

    long statements() {
        return statements;
    }

    long lesions() {
        return lesions.values().stream().mapToLong(Long::longValue).sum();
    }

    long errors() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The counts as the truth states them. */
    Map<String, Object> inWords() {
        var words = new LinkedHashMap<String, Object>();
        words.put("participants", participants);
        words.put("lesions", lesions());
        words.put("captures", captures);
        words.put("laterStatements", statements);
        words.put("errors", errors());
        words.put("lesionsByKind", named(lesions));
        words.put("capturesByModality", new LinkedHashMap<>(modalities));
        words.put("errorsByKind", named(errors));
        return words;
    }

    private static Map<String, Long> named(Map<? extends Enum<?>, Long> counts) {
        var named = new LinkedHashMap<String, Long>();
        counts.forEach((kind, count) -> named.put(kind.name(), count));
        return named;
    }
}

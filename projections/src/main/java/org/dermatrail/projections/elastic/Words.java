package org.dermatrail.projections.elastic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CohortRow;

/**
 * What a row says in words, all of it in one field of its document: a letter for the field asked about and the value, the
 * letter alone where the row has no value. So one look at a row counts it for every facet, those without a value included.
 *
 * <p>Law: letters are given in the order of the fields, so {@link #LAYOUT} changes whenever a field comes, goes or moves, and an
 * index with other letters is made anew. Stateless.
 */
final class Words {

    /** Says how documents are laid out; to be changed by hand where it is not the fields that change. */
    static final String LAYOUT = "2 "
            + Arrays.stream(CohortField.values()).map(CohortField::wireName).collect(Collectors.joining(" "));

    /** Of a row that shows no lesion; no letter of a field. */
    static final String NO_LESION = "-lesion";

    /** Of a row that is of no capture. */
    static final String NO_CAPTURE = "-capture";

    private static final List<CohortField> FIELDS = List.of(CohortField.values());
    private static final Map<CohortField, String> LETTERS = letters();
    private static final char HAS = '=';

    private Words() {}

    private static Map<CohortField, String> letters() {
        Map<CohortField, String> letters = new EnumMap<>(CohortField.class);
        char next = 'a';
        for (var field : FIELDS) {
            letters.put(field, String.valueOf(next++));
        }
        return letters;
    }

    /** All words of a row, each once. */
    static List<String> of(CohortRow row) {
        var words = new ArrayList<String>();
        for (var field : FIELDS) {
            if (field.kind() == CohortField.Kind.KEYWORD) {
                var values = row.keywords().getOrDefault(field, Set.of());
                if (values.isEmpty()) {
                    words.add(none(field));
                }
                values.stream().sorted().forEach(value -> words.add(of(field, value)));
            }
        }
        if (row.lesionId() == null) {
            words.add(NO_LESION);
        }
        if (row.captureId() == null) {
            words.add(NO_CAPTURE);
        }
        return words;
    }

    /** The word of a value. */
    static String of(CohortField field, String value) {
        return none(field) + HAS + value;
    }

    /** The word of having no value. */
    static String none(CohortField field) {
        return Objects.requireNonNull(LETTERS.get(field));
    }

    /** A regular expression of all words about these fields. */
    static String about(Collection<CohortField> fields) {
        return fields.stream().distinct().map(Words::none).collect(Collectors.joining("", "[", "].*"));
    }

    /** Whether a word is about a field, having a value or not. */
    static boolean isAbout(CohortField field, String word) {
        return word.startsWith(none(field));
    }

    /** Whether a word says that there is no value. */
    static boolean isNone(String word) {
        return word.length() == 1;
    }

    /** The value in a word that has one. */
    static String value(String word) {
        return word.substring(2);
    }
}

package org.dermatrail.projections.cohort;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dermatrail.domain.anatomy.AnatomicSite;
import org.dermatrail.domain.anatomy.Laterality;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.dermatrail.domain.diagnosis.DiagnosisConfirmation;
import org.dermatrail.domain.discrepancy.DisputedField;
import org.dermatrail.domain.lesion.Extent;
import org.dermatrail.domain.lesion.ProcedureKind;
import org.dermatrail.domain.participant.Identification;
import org.dermatrail.domain.participant.ParticipantStatus;
import org.dermatrail.domain.participant.Sex;
import org.jspecify.annotations.Nullable;

/**
 * Reads criteria from the shape that the API's input and the command line's criteria file share.
 *
 * <p>A node is exactly one of {@code {all: […]}}, {@code {any: […]}}, {@code {not: {…}}}, {@code {field, in: […]}},
 * {@code {field, from, to}} and {@code {field, known: true|false}}; an empty node at the top asks for every row. A key
 * whose value is {@code null} counts as absent.
 *
 * <p>Laws: what is not understood is said with its path, never guessed or dropped; reading needs memory and time
 * bounded by the limits of {@link Criteria}. Stateless and thread-safe.
 */
public final class CriteriaReader {

    /** Most values in one list. */
    public static final int MOST_VALUES = 1000;

    private static final int LONGEST_VALUE = 200;
    private static final Set<String> KEYS = Set.of("all", "any", "not", "field", "in", "from", "to", "known");

    /** What reading came to. */
    public sealed interface Reading permits Read, Unreadable {}

    /**
     * The criteria were understood.
     *
     * @param criteria what was read
     */
    public record Read(Criteria criteria) implements Reading {}

    /**
     * The criteria were not understood.
     *
     * @param code stable name of what is wrong
     * @param path where, for instance {@code all[1].field}; empty at the top
     * @param sentence one sentence for a person; names the path
     */
    public record Unreadable(Code code, String path, String sentence) implements Reading {}

    /** What can be wrong with criteria; the names are stable. */
    public enum Code {
        /** A node has none or several of the forms, or a key no form has. */
        CRITERIA_FORM_UNCLEAR,
        /** A value is of the wrong type. */
        CRITERIA_TYPE_WRONG,
        /** There is no such field. */
        CRITERIA_FIELD_UNKNOWN,
        /** The field is compared in another way. */
        CRITERIA_FIELD_UNFIT,
        /** The field never has such a value. */
        CRITERIA_VALUE_UNKNOWN,
        /** No number can lie in the range. */
        CRITERIA_RANGE_EMPTY,
        /** Too deep, too many conditions or too many values. */
        CRITERIA_TOO_LARGE
    }

    /** Carries what is wrong out of the nested reading; never leaves this class. */
    private static final class Stop extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Unreadable unreadable;

        Stop(Code code, String path, String sentence) {
            super(sentence, null, false, false);
            this.unreadable = new Unreadable(code, path, sentence);
        }
    }

    private int conditions;

    private CriteriaReader() {}

    /** Reads one node and all below it. */
    public static Reading read(Map<String, ? extends @Nullable Object> node) {
        try {
            if (present(node).isEmpty()) {
                return new Read(Criteria.everything());
            }
            return new Read(new CriteriaReader().node(node, "", 1));
        } catch (Stop stop) {
            return stop.unreadable;
        }
    }

    /**
     * The values a keyword field can have, or empty where the set is open.
     *
     * <p>A field of numbers has none either.
     */
    public static List<String> knownValues(CohortField field) {
        return switch (field) {
            case SEX -> names(Sex.values());
            case IDENTIFICATION -> names(Identification.values());
            case STATUS -> names(ParticipantStatus.values());
            case ANATOMIC_SITE, ANATOMIC_REGION -> names(AnatomicSite.values());
            case LATERALITY -> names(Laterality.values());
            case DIAGNOSIS, DIAGNOSIS_GROUP -> names(DiagnosisCode.values());
            case CONFIRMATION -> names(DiagnosisConfirmation.values());
            case EXTENT -> names(Extent.values());
            case PROCEDURE -> names(ProcedureKind.values());
            case WITH_PICTURE, LINKED -> List.of("true", "false");
            case DISPUTED ->
                Arrays.stream(DisputedField.values())
                        .map(DisputedField::wireName)
                        .toList();
            case STUDY, SITE, AGE_YEARS, MODALITY, TECHNIQUE, DAY, LESION_CAPTURES, LESION_MODALITIES -> List.of();
        };
    }

    private Criteria node(Map<?, ?> raw, String path, int depth) {
        var keys = present(raw);
        for (var key : keys) {
            if (!KEYS.contains(key)) {
                throw new Stop(
                        Code.CRITERIA_FORM_UNCLEAR,
                        at(path, key),
                        at(path, key) + " is not part of a condition" + suggestion(key, KEYS));
            }
        }
        if (depth > Criteria.DEEPEST) {
            throw new Stop(
                    Code.CRITERIA_TOO_LARGE, path, place(path) + " nests deeper than " + Criteria.DEEPEST + " levels");
        }
        conditions++;
        if (conditions > Criteria.MOST_CONDITIONS) {
            throw new Stop(
                    Code.CRITERIA_TOO_LARGE,
                    path,
                    place(path) + " is one condition too many; " + Criteria.MOST_CONDITIONS + " are allowed");
        }
        if (keys.equals(Set.of("all"))) {
            return new Criteria.All(list(raw, "all", path, depth));
        }
        if (keys.equals(Set.of("any"))) {
            return new Criteria.Any(list(raw, "any", path, depth));
        }
        if (keys.equals(Set.of("not"))) {
            return new Criteria.Not(below(raw.get("not"), at(path, "not"), depth));
        }
        if (keys.contains("field")) {
            return condition(raw, keys, path);
        }
        throw formUnclear(path);
    }

    private Criteria condition(Map<?, ?> raw, Set<String> keys, String path) {
        var field = field(raw.get("field"), at(path, "field"));
        if (keys.equals(Set.of("field", "in"))) {
            return in(field, raw.get("in"), path);
        }
        if (keys.equals(Set.of("field", "known"))) {
            if (!(raw.get("known") instanceof Boolean known)) {
                throw wrongType(at(path, "known"), "true or false");
            }
            var condition = new Criteria.Known(field);
            return known ? condition : new Criteria.Not(condition);
        }
        if ((keys.contains("from") || keys.contains("to"))
                && Set.of("field", "from", "to").containsAll(keys)) {
            return between(field, raw, path);
        }
        throw formUnclear(path);
    }

    private Criteria in(CohortField field, @Nullable Object values, String path) {
        if (field.kind() != CohortField.Kind.KEYWORD) {
            throw unfit(path, field.wireName() + " is a number; ask for a range with 'from' and 'to'");
        }
        var inPath = at(path, "in");
        if (!(values instanceof List<?> list) || list.isEmpty()) {
            throw wrongType(inPath, "a list of one or more values");
        }
        if (list.size() > MOST_VALUES) {
            throw new Stop(
                    Code.CRITERIA_TOO_LARGE,
                    inPath,
                    inPath + " has more than " + MOST_VALUES + " values; ask for fewer");
        }
        var known = knownValues(field);
        var read = new TreeSet<String>();
        for (int i = 0; i < list.size(); i++) {
            read.add(value(field, known, list.get(i), inPath + "[" + i + "]"));
        }
        return new Criteria.In(field, read);
    }

    private static String value(CohortField field, List<String> known, @Nullable Object raw, String path) {
        if (!(raw instanceof String || raw instanceof Boolean)) {
            throw wrongType(path, "text");
        }
        var value = raw.toString();
        if (value.length() > LONGEST_VALUE) {
            throw new Stop(Code.CRITERIA_TOO_LARGE, path, path + " is longer than " + LONGEST_VALUE + " characters");
        }
        if (!known.isEmpty() && !known.contains(value)) {
            throw new Stop(
                    Code.CRITERIA_VALUE_UNKNOWN,
                    path,
                    path + " '" + value + "' is no value of " + field.wireName() + suggestion(value, known));
        }
        return value;
    }

    private static Criteria between(CohortField field, Map<?, ?> raw, String path) {
        if (field.kind() != CohortField.Kind.NUMBER) {
            throw unfit(path, field.wireName() + " is not a number; ask for values with 'in'");
        }
        var from = number(raw.get("from"), at(path, "from"));
        var to = number(raw.get("to"), at(path, "to"));
        if (from != null && to != null && from > to) {
            throw new Stop(
                    Code.CRITERIA_RANGE_EMPTY,
                    at(path, "to"),
                    at(path, "to") + " " + to + " is less than from " + from);
        }
        return new Criteria.Between(field, from, to);
    }

    private static @Nullable Integer number(@Nullable Object raw, String path) {
        return switch (raw) {
            case null -> null;
            case Integer value -> value;
            case Long value when value == value.intValue() -> value.intValue();
            default -> throw wrongType(path, "a whole number");
        };
    }

    private static CohortField field(@Nullable Object raw, String path) {
        if (!(raw instanceof String name)) {
            throw wrongType(path, "the name of a field");
        }
        var names =
                Arrays.stream(CohortField.values()).map(CohortField::wireName).toList();
        return CohortField.named(name)
                .orElseThrow(() -> new Stop(
                        Code.CRITERIA_FIELD_UNKNOWN,
                        path,
                        path + " '" + shortened(name) + "' is unknown" + suggestion(name, names)));
    }

    private List<Criteria> list(Map<?, ?> raw, String key, String path, int depth) {
        var keyPath = at(path, key);
        if (!(raw.get(key) instanceof List<?> list)) {
            throw wrongType(keyPath, "a list of conditions");
        }
        var read = new ArrayList<Criteria>();
        for (int i = 0; i < list.size(); i++) {
            read.add(below(list.get(i), keyPath + "[" + i + "]", depth));
        }
        return read;
    }

    private Criteria below(@Nullable Object raw, String path, int depth) {
        if (!(raw instanceof Map<?, ?> map)) {
            throw wrongType(path, "a condition");
        }
        return node(map, path, depth + 1);
    }

    private static Set<String> present(Map<?, ?> raw) {
        var keys = new TreeSet<String>();
        raw.forEach((key, value) -> {
            if (value != null) {
                keys.add(String.valueOf(key));
            }
        });
        return keys;
    }

    private static Stop formUnclear(String path) {
        return new Stop(
                Code.CRITERIA_FORM_UNCLEAR,
                path,
                place(path) + " must be exactly one of {all}, {any}, {not}, {field, in}, {field, from, to} and"
                        + " {field, known}");
    }

    private static Stop wrongType(String path, String wanted) {
        return new Stop(Code.CRITERIA_TYPE_WRONG, path, path + " must be " + wanted);
    }

    private static Stop unfit(String path, String why) {
        return new Stop(Code.CRITERIA_FIELD_UNFIT, at(path, "field"), at(path, "field") + ": " + why);
    }

    private static String at(String path, String key) {
        return path.isEmpty() ? shortened(key) : path + "." + shortened(key);
    }

    private static String place(String path) {
        return path.isEmpty() ? "the condition at the top" : path;
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static List<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toList();
    }

    private static String suggestion(String wrong, Iterable<String> right) {
        return nearest(wrong, right)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
    }

    private static Optional<String> nearest(String wrong, Iterable<String> right) {
        if (wrong.length() > 40) {
            return Optional.empty();
        }
        var candidates = new ArrayList<String>();
        right.forEach(candidates::add);
        Collections.sort(candidates);
        return candidates.stream()
                .filter(name -> distance(wrong, name) <= Math.max(2, name.length() / 2))
                .min((a, b) -> Integer.compare(distance(wrong, a), distance(wrong, b)));
    }

    /** Levenshtein distance without regard to case; a shared beginning counts as nearness, since names are cut short. */
    private static int distance(String a, String b) {
        var left = a.toLowerCase(Locale.ROOT);
        var right = b.toLowerCase(Locale.ROOT);
        if (left.length() > 2 && right.startsWith(left)) {
            return 1;
        }
        var row = new int[right.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int above = row[j];
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + change);
                diagonal = above;
            }
        }
        return row[right.length()];
    }
}

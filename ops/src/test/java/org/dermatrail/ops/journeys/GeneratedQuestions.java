package org.dermatrail.ops.journeys;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Makes questions up, each with its meaning over published rows said a second time.
 *
 * <p>The same seed makes the same questions.
 */
final class GeneratedQuestions {

    private static final int DEEPEST = 4;
    private static final List<String> NUMBERS = List.of("ageYears", "lesionCaptures");

    /** The fields that published tables determine, and every word that occurs in each. */
    private final Map<String, List<String>> words = new TreeMap<>();

    private final Random random;

    GeneratedQuestions(List<PublishedRow> rows, long seed) {
        for (var field : List.of(
                "study",
                "site",
                "sex",
                "modality",
                "technique",
                "anatomicSite",
                "anatomicRegion",
                "diagnosis",
                "diagnosisGroup",
                "confirmation",
                "linked",
                "lesionModalities",
                "withPicture")) {
            var found = new TreeSet<String>();
            rows.forEach(row -> found.addAll(row.words(field)));
            words.put(field, List.copyOf(found));
        }
        random = new Random(seed);
    }

    /** Criteria as in a criteria file, and the rows they mean. */
    record Condition(Map<String, Object> json, Predicate<PublishedRow> meaning) {}

    /**
     * A facet as in a criteria file.
     *
     * @param field what it is over
     * @param level what is counted
     * @param interval width of a bucket, 0 for words
     */
    record FacetWish(String field, String level, int interval) {

        Map<String, Object> json() {
            var json = new LinkedHashMap<String, Object>();
            json.put("field", field);
            json.put("level", level);
            json.put("limit", 1000);
            if (interval > 0) {
                json.put("interval", interval);
            }
            return json;
        }
    }

    Condition condition() {
        return condition(1 + random.nextInt(DEEPEST));
    }

    /** A condition on participants that are named, so that persons can be counted. */
    Condition conditionOnNamedParticipants() {
        return all(List.of(in("study", List.of("isic-2020")), condition()));
    }

    private Condition condition(int depth) {
        if (depth == 1) {
            return leaf();
        }
        return switch (random.nextInt(5)) {
            case 0, 1 -> all(some(depth - 1));
            case 2, 3 -> any(some(depth - 1));
            default -> not(condition(depth - 1));
        };
    }

    private List<Condition> some(int depth) {
        var some = new ArrayList<Condition>();
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            some.add(condition(1 + random.nextInt(depth)));
        }
        return some;
    }

    private static Condition all(List<Condition> of) {
        return new Condition(Map.of("all", of.stream().map(Condition::json).toList()), row -> of.stream()
                .allMatch(each -> each.meaning().test(row)));
    }

    private static Condition any(List<Condition> of) {
        return new Condition(Map.of("any", of.stream().map(Condition::json).toList()), row -> of.stream()
                .anyMatch(each -> each.meaning().test(row)));
    }

    private static Condition not(Condition of) {
        return new Condition(Map.of("not", of.json()), row -> !of.meaning().test(row));
    }

    private Condition leaf() {
        return switch (random.nextInt(10)) {
            case 0 -> known();
            case 1, 2, 3 -> between();
            default -> {
                var field = wordField();
                var values = new TreeSet<String>();
                for (int count = 1 + random.nextInt(3); count > 0; count--) {
                    values.add(oneOf(words.getOrDefault(field, List.of())));
                }
                yield in(field, List.copyOf(values));
            }
        };
    }

    private static Condition in(String field, List<String> values) {
        return new Condition(Map.of("field", field, "in", values), row -> row.words(field).stream()
                .anyMatch(values::contains));
    }

    private Condition between() {
        var field = oneOf(NUMBERS);
        boolean age = field.equals("ageYears");
        int from = random.nextInt(age ? 90 : 6);
        int to = from + random.nextInt(age ? 40 : 6);
        int ends = random.nextInt(3);
        var json = new LinkedHashMap<String, Object>();
        json.put("field", field);
        if (ends != 0) {
            json.put("from", from);
        }
        if (ends != 1) {
            json.put("to", to);
        }
        return new Condition(json, row -> {
            var number = row.number(field);
            return number != null && (ends == 0 || number >= from) && (ends == 1 || number <= to);
        });
    }

    private Condition known() {
        var field = random.nextBoolean() ? oneOf(NUMBERS) : wordField();
        boolean known = random.nextBoolean();
        return new Condition(
                Map.of("field", field, "known", known),
                row -> known == (row.number(field) != null || !row.words(field).isEmpty()));
    }

    /** Two or three facets over different fields. */
    List<FacetWish> facets(boolean persons) {
        var wishes = new LinkedHashMap<String, FacetWish>();
        int count = 2 + random.nextInt(2);
        while (wishes.size() < count) {
            boolean number = random.nextInt(4) == 0;
            var field = number ? oneOf(NUMBERS) : wordField();
            int interval = number ? (field.equals("ageYears") ? 1 + random.nextInt(20) : 1 + random.nextInt(3)) : 0;
            var level = oneOf(persons ? List.of("PARTICIPANT", "CAPTURE") : List.of("LESION", "CAPTURE"));
            wishes.put(field, new FacetWish(field, level, interval));
        }
        return List.copyOf(wishes.values());
    }

    private String wordField() {
        return oneOf(List.copyOf(words.keySet()));
    }

    private String oneOf(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}

package org.dermatrail.ops.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.journeys.Buckets.buckets;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dermatrail.ops.journeys.GeneratedQuestions.Condition;
import org.dermatrail.ops.journeys.GeneratedQuestions.FacetWish;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Compares answers with counts made by going through the published tables line by line. */
@ExtendWith(AllTables.class)
class CohortAgainstBruteForceTest {

    private static final int QUESTIONS = 1000;
    private static final long SEED = 20_261_120;
    private static final String MISSING = "(missing)";

    @Test
    void melanomas_of_the_trunk_in_people_over_sixty_with_at_least_two_captures(AllTables.Registered all) {
        // Given
        var captures = new HashMap<String, Integer>();
        var table = PublishedRows.read(PublishedTable.HAM10000.file());
        table.forEach(row -> captures.merge(value(row, "lesion_id"), 1, Integer::sum));
        var fitting = table.stream()
                .filter(row -> value(row, "dx").equals("mel")
                        && Set.of("back", "trunk", "chest", "abdomen").contains(value(row, "localization"))
                        && !value(row, "age").isEmpty()
                        && Double.parseDouble(value(row, "age")) > 60
                        && captures.getOrDefault(value(row, "lesion_id"), 0) >= 2)
                .toList();

        // When
        var answer = all.clinic().asks("""
                {"criteria": {"all": [
                    {"field": "study", "in": ["ham10000"]},
                    {"field": "diagnosis", "in": ["MEL"]},
                    {"field": "anatomicSite", "in": ["BACK", "TRUNK", "CHEST", "ABDOMEN"]},
                    {"field": "ageYears", "from": 61},
                    {"field": "lesionCaptures", "from": 2}]},
                 "facets": [{"field": "site", "level": "LESION"}, {"field": "sex", "level": "LESION"},
                    {"field": "confirmation", "level": "LESION"}]}""");

        // Then
        assertThat(fitting).isNotEmpty();
        assertThat(answer.path("captures").asLong()).isEqualTo(fitting.size());
        assertThat(answer.path("lesions").asLong())
                .isEqualTo(fitting.stream()
                        .map(row -> value(row, "lesion_id"))
                        .distinct()
                        .count());
        assertThat(buckets(answer, "site")).isEqualTo(lesionsBy(fitting, row -> "ham10000/" + value(row, "dataset")));
        assertThat(buckets(answer, "sex"))
                .isEqualTo(lesionsBy(fitting, row -> value(row, "sex").toUpperCase(java.util.Locale.ROOT)));
        assertThat(buckets(answer, "confirmation")).isEqualTo(lesionsBy(fitting, row -> Map.of(
                        "histo", "HISTOPATHOLOGY",
                        "follow_up", "FOLLOW_UP",
                        "consensus", "CONSENSUS",
                        "confocal", "CONFOCAL")
                .getOrDefault(value(row, "dx_type"), "?")));
    }

    private static String value(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }

    private static Map<String, Long> lesionsBy(
            List<Map<String, String>> rows, Function<Map<String, String>, String> by) {
        var lesions = new TreeMap<String, Set<String>>();
        rows.forEach(row ->
                lesions.computeIfAbsent(by.apply(row), any -> new HashSet<>()).add(value(row, "lesion_id")));
        var counts = new TreeMap<String, Long>();
        lesions.forEach((key, found) -> counts.put(key, (long) found.size()));
        return counts;
    }

    /** A question that was made up. */
    private record Drawn(int number, Condition condition, List<FacetWish> facets) {

        static Drawn of(GeneratedQuestions questions, int number) {
            boolean persons = number % 4 == 3;
            var condition = persons ? questions.conditionOnNamedParticipants() : questions.condition();
            return new Drawn(number, condition, questions.facets(persons));
        }

        Map<String, Object> json() {
            return Map.of(
                    "criteria",
                    condition.json(),
                    "facets",
                    facets.stream().map(FacetWish::json).toList());
        }
    }

    @Test
    void a_thousand_generated_questions_are_answered_as_by_counting_lines(AllTables.Registered all) {
        // Given
        var rows = Numbered.of(PublishedRows.all());
        var questions = new GeneratedQuestions(rows.rows(), SEED);
        var drawn = IntStream.range(0, QUESTIONS)
                .mapToObj(number -> Drawn.of(questions, number))
                .toList();

        long telling = drawn.parallelStream()
                .filter(each -> {
                    // When
                    var answer = all.clinic().asks(each.json());

                    // Then
                    assertThat(given(answer, each.facets()))
                            .as("question %d: %s", each.number(), each.json())
                            .isEqualTo(expected(rows, each.condition(), each.facets()));
                    long captures = answer.path("captures").asLong();
                    return captures > 0 && captures < rows.rows().size();
                })
                .count();
        // Questions that everything or nothing fits would show little.
        assertThat(telling).isGreaterThan(QUESTIONS / 2);
    }

    /** What an answer says, flat. */
    private static Map<String, String> given(JsonNode answer, List<FacetWish> facets) {
        var given = new TreeMap<String, String>();
        for (var level : List.of("participants", "lesions", "captures", "withheld")) {
            given.put(level, answer.path(level).asString());
        }
        for (var facet : facets) {
            var found = answer.path("facets").path(facet.field());
            given.put(facet.field() + " level", found.path("level").asString());
            given.put(facet.field() + " others", found.path("others").asString());
            given.put(facet.field() + " missing", found.path("missing").asString());
            found.path("buckets")
                    .properties()
                    .forEach(bucket -> given.put(
                            facet.field() + "=" + bucket.getKey(),
                            bucket.getValue().asString()));
        }
        return given;
    }

    private static Map<String, String> expected(Numbered rows, Condition condition, List<FacetWish> facets) {
        var units = new HashMap<String, BitSet>();
        var spread = facets.stream().map(facet -> new HashMap<String, BitSet>()).toList();
        boolean surrogates = false;
        for (int at = 0; at < rows.rows().size(); at++) {
            var row = rows.rows().get(at);
            if (!condition.meaning().test(row)) {
                continue;
            }
            surrogates |= row.participant() == null;
            count(units, "participants", rows.unit("PARTICIPANT", at));
            count(units, "lesions", rows.unit("LESION", at));
            count(units, "captures", rows.unit("CAPTURE", at));
            for (int each = 0; each < facets.size(); each++) {
                var facet = facets.get(each);
                count(spread.get(each), row, facet, rows.unit(facet.level(), at));
            }
        }
        var expected = new TreeMap<String, String>();
        for (var name : List.of("participants", "lesions", "captures", "withheld")) {
            expected.put(name, "0");
        }
        units.forEach((name, found) -> expected.put(name, Integer.toString(found.cardinality())));
        if (surrogates) {
            expected.put("participants", "unknown");
        }
        for (int each = 0; each < facets.size(); each++) {
            var field = facets.get(each).field();
            expected.put(field + " level", facets.get(each).level());
            expected.put(field + " others", "0");
            expected.put(field + " missing", "0");
            spread.get(each)
                    .forEach((value, found) -> expected.put(
                            field + (value.equals(MISSING) ? " missing" : "=" + value),
                            Integer.toString(found.cardinality())));
        }
        return expected;
    }

    private static void count(Map<String, BitSet> spread, PublishedRow row, FacetWish facet, int unit) {
        if (facet.interval() > 0) {
            var number = row.number(facet.field());
            count(
                    spread,
                    number == null ? MISSING : Integer.toString(number / facet.interval() * facet.interval()),
                    unit);
            return;
        }
        var words = row.words(facet.field());
        if (words.isEmpty()) {
            count(spread, MISSING, unit);
        }
        for (var word : words) {
            count(spread, word, unit);
        }
    }

    private static void count(Map<String, BitSet> units, String name, int unit) {
        if (unit >= 0) {
            units.computeIfAbsent(name, any -> new BitSet()).set(unit);
        }
    }

    /** Rows with a number for each capture, lesion and participant, so that a question can count in bits. */
    private record Numbered(List<PublishedRow> rows, List<Integer> lesions, List<Integer> participants) {

        static Numbered of(List<PublishedRow> rows) {
            return new Numbered(rows, numbers(rows, PublishedRow::lesion), numbers(rows, PublishedRow::participant));
        }

        private static List<Integer> numbers(List<PublishedRow> rows, Function<PublishedRow, @Nullable String> id) {
            var known = new HashMap<String, Integer>();
            return rows.stream()
                    .map(id)
                    .map(each -> each == null ? -1 : known.computeIfAbsent(each, any -> known.size()))
                    .toList();
        }

        int unit(String level, int at) {
            return switch (level) {
                case "PARTICIPANT" -> participants.get(at);
                case "LESION" -> lesions.get(at);
                default -> at;
            };
        }
    }
}

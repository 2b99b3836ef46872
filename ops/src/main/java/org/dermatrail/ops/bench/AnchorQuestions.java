package org.dermatrail.ops.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.dermatrail.ops.bench.lucene.BareIndex;
import org.dermatrail.ops.bench.lucene.BareIndex.Condition;
import tools.jackson.databind.json.JsonMapper;

/** The questions of the anchors, each kind with values drawn anew for every question. */
final class AnchorQuestions {

    private static final List<String> PLACES =
            List.of("BACK", "CHEST", "ABDOMEN", "FACE", "SCALP", "NECK", "HAND", "FOOT");
    private static final List<String> DIAGNOSES = List.of("BKL", "MEL", "BCC", "AK", "SCC", "DF", "VASC");
    private static final List<String> MODALITIES = List.of("XC", "CFM", "US", "OCT");
    private static final List<String> TEN = List.of(
            "site",
            "sex",
            "modality",
            "anatomicSite",
            "anatomicRegion",
            "laterality",
            "diagnosis",
            "diagnosisGroup",
            "confirmation",
            "ageYears");
    private static final String FACETS_AND_TOTAL =
            "captureCount { value } facets { field buckets { value count { value } } }";
    private static final List<String> FIVE = List.of("site", "sex", "anatomicSite", "diagnosis", "confirmation");

    private final JsonMapper json = new JsonMapper();
    private final Random random = new Random(11);
    private final int each;

    /** So many of each kind. */
    AnchorQuestions(int each) {
        this.each = each;
    }

    /** A question, in our words and in those of the bare program. */
    record Asked(String graphql, Condition bare) {}

    /** Something the bare program is asked. */
    @FunctionalInterface
    interface Bare {
        int captures(Condition condition) throws IOException;
    }

    record Kind(String name, List<Asked> questions, Bare bare) {}

    /** Of every kind, answered by this index where the bare program is asked. */
    List<Kind> about(BareIndex.Searching bare) {
        var ten = tenOfBareIndexes();
        return List.of(
                new Kind("Q1 count, three filters", many("captureCount { value }", false), bare::count),
                new Kind(
                        "Q2 filter, ten facets and total",
                        many(FACETS_AND_TOTAL, true),
                        condition -> all(bare.facets(condition, ten))),
                new Kind(
                        "Q3 captures of a modality and time, five facets of lesions",
                        nested(FACETS_AND_TOTAL),
                        condition -> all(bare.facets(condition, FIVE))),
                new Kind(
                        "Q4 the first hundred, sorted",
                        many("captureCount { value } captures(first: 100) { edges { node { id } } }", false),
                        condition -> bare.first(condition, 100)));
    }

    /** The ten facets as fields of an index that counts words only. */
    static List<String> tenOfBareIndexes() {
        return TEN.stream()
                .map(field -> field.equals("ageYears") ? "ageDecade" : field)
                .toList();
    }

    /** Those with ten facets alone. */
    List<Asked> withTenFacets() {
        return many(FACETS_AND_TOTAL, true);
    }

    private static int all(Map<String, Map<String, Integer>> facets) {
        return facets.getOrDefault("", Map.of()).getOrDefault("", 0);
    }

    private List<Asked> many(String fields, boolean wide) {
        var asked = new ArrayList<Asked>();
        for (int i = 0; i < each; i++) {
            var diagnoses = some(DIAGNOSES, wide ? 3 : 1);
            var places = some(PLACES, wide ? 3 : 2);
            int age = 10 + random.nextInt(60);
            asked.add(new Asked(
                    question(
                            List.of(
                                    Map.of("in", diagnoses, "field", "diagnosis"),
                                    Map.of("in", places, "field", "anatomicSite"),
                                    Map.of("from", age, "field", "ageYears")),
                            wide ? TEN : List.of(),
                            "CAPTURE",
                            fields),
                    new Condition(
                            Map.of("diagnosis", diagnoses, "anatomicSite", places),
                            Map.of("ageYears", new int[] {age, Integer.MAX_VALUE}))));
        }
        return asked;
    }

    private List<Asked> nested(String fields) {
        var asked = new ArrayList<Asked>();
        for (int i = 0; i < each; i++) {
            var modality = some(MODALITIES, 1);
            var diagnoses = some(DIAGNOSES, 2);
            int day = 100 + random.nextInt(400);
            asked.add(new Asked(
                    question(
                            List.of(
                                    Map.of("in", modality, "field", "modality"),
                                    Map.of("in", diagnoses, "field", "diagnosis"),
                                    Map.of("from", 0, "to", day, "field", "day")),
                            FIVE,
                            "LESION",
                            fields),
                    new Condition(
                            Map.of("modality", modality, "diagnosis", diagnoses), Map.of("day", new int[] {0, day}))));
        }
        return asked;
    }

    private Set<String> some(List<String> of, int most) {
        var picked = new TreeSet<String>();
        for (int i = 0; i < most; i++) {
            picked.add(of.get(random.nextInt(of.size())));
        }
        return picked;
    }

    /** As programs ask: what differs from question to question stands in variables. */
    private String question(List<Map<String, Object>> conditions, List<String> facets, String level, String fields) {
        var wishes = facets.stream()
                .map(field -> field.equals("ageYears")
                        ? Map.of("field", field, "interval", 10)
                        : Map.of("field", field, "level", level))
                .toList();
        return json.writeValueAsString(Map.of(
                "query",
                "query Cohort($criteria: CriteriaInput, $facets: [FacetInput!]) {"
                        + " cohort(criteria: $criteria, facets: $facets) { " + fields + " } }",
                "variables",
                Map.of("criteria", Map.of("all", conditions), "facets", wishes)));
    }
}

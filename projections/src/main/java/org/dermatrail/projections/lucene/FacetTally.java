package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.cohort.Level;

/** Counts one facet: values are met as codes of a segment and kept as buckets of all segments. For one thread. */
final class FacetTally {

    /** The number of having no value. */
    private static final int MISSING = 0;

    /** Instead of a bucket, where a lesion's row is counted for each of its values. */
    private static final int SEVERAL = -1;

    private final Facet facet;
    private final Buckets buckets;
    /** The number of each value. */
    private final Map<String, Integer> values = new HashMap<>();
    /** The bucket of values that come together. */
    private final Map<List<String>, Integer> together = new HashMap<>();
    /** The values of each bucket. */
    private final List<int[]> valuesOfBuckets = new ArrayList<>();

    private Column column = new Column.Numbers(Codes.of(new int[0], 1), new int[1]);
    /** The bucket of each code. */
    private int[] one = new int[0];
    /** The buckets of each code whose rows are counted for each value. */
    private int[][] several = new int[0][];
    /** Whether there is such a code in the segment. */
    private boolean expands;

    private final RowsByValue rows = new RowsByValue();

    FacetTally(Facet facet, CohortQuestion question, int participantLimit) {
        this.facet = facet;
        int personsUpTo = facet.level() == Level.PARTICIPANT ? CohortQuestion.ALL_PERSONS : question.personsUpTo();
        buckets = new Buckets(facet.level(), participantLimit, personsUpTo);
        valuesOfBuckets.add(new int[0]);
        values.put("", MISSING);
        reach();
    }

    private void reach() {
        buckets.reach(valuesOfBuckets.toArray(int[][]::new), values.size());
    }

    void begin(Stretch of) throws IOException {
        column = of.column(facet.field());
        one = new int[column.size()];
        several = new int[column.size()][];
        expands = false;
        one[0] = bucket(List.of());
        switch (column) {
            case Column.Keywords keywords -> {
                for (int code = 1; code < one.length; code++) {
                    found(code, List.of(keywords.values()[code]));
                }
            }
            case Column.Numbers numbered -> found(numbered.values());
        }
        reach();
    }

    private void found(int code, List<String> of) {
        if (of.size() == 1 || facet.level() != Level.LESION) {
            one[code] = bucket(of);
            return;
        }
        // Rows of one lesion may differ in some values and share others, so each value tells lesions apart by itself.
        one[code] = SEVERAL;
        several[code] = of.stream().mapToInt(value -> bucket(List.of(value))).toArray();
        expands = true;
    }

    /** Values rise with their codes, so those of one bucket come together. */
    private void found(int[] numbers) {
        for (int code = 1; code < numbers.length; code++) {
            int end = lowerEnd(numbers[code]);
            one[code] = code > 1 && lowerEnd(numbers[code - 1]) == end
                    ? one[code - 1]
                    : bucket(List.of(Integer.toString(end)));
        }
    }

    private int bucket(List<String> of) {
        var known = together.get(of);
        if (known != null) {
            return known;
        }
        int fresh = valuesOfBuckets.size();
        together.put(of, fresh);
        valuesOfBuckets.add(
                of.isEmpty()
                        ? new int[] {MISSING}
                        : of.stream().mapToInt(this::value).toArray());
        return fresh;
    }

    private int value(String name) {
        int next = values.size();
        var known = values.putIfAbsent(name, next);
        return known == null ? next : known;
    }

    private int lowerEnd(int value) {
        return Math.floorDiv(value, facet.interval()) * facet.interval();
    }

    /** Counts rows. */
    void add(Stretch stretch) throws IOException {
        var codes = stretch.codes(column);
        int count = stretch.count();
        if (expands) {
            addExpanded(codes, stretch, count);
            return;
        }
        // The codes are not looked at again, so their places take the buckets.
        for (int i = 0; i < count; i++) {
            codes[i] = one[codes[i]];
        }
        buckets.add(codes, stretch);
    }

    /** Row by row, since a lesion's rows must stay together. */
    private void addExpanded(int[] codes, Stretch stretch, int count) throws IOException {
        var participants = stretch.participants();
        var counted = stretch.numbers(facet.level());
        for (int i = 0; i < count; i++) {
            int bucket = one[codes[i]];
            if (bucket != SEVERAL) {
                rows.add(bucket, participants[i], counted[i]);
                continue;
            }
            for (int each : several[codes[i]]) {
                rows.add(each, participants[i], counted[i]);
            }
            if (rows.isEnough()) {
                rows.into(buckets);
            }
        }
        rows.into(buckets);
    }

    CohortCounts.FacetCounts counts() {
        var found = new ArrayList<CohortCounts.Bucket>(values.size());
        var ofValues = bucketsOfValues();
        values.forEach((name, value) -> {
            if (value != MISSING) {
                var bucket = buckets.bucket(value, name, ofValues[value]);
                if (bucket.count() > 0) {
                    found.add(bucket);
                }
            }
        });
        return new CohortCounts.FacetCounts(facet, found, buckets.bucket(MISSING, "", ofValues[MISSING]));
    }

    private int[][] bucketsOfValues() {
        var ofValues = new ArrayList<List<Integer>>();
        for (int value = 0; value < values.size(); value++) {
            ofValues.add(new ArrayList<>());
        }
        for (int bucket = 0; bucket < valuesOfBuckets.size(); bucket++) {
            for (int value : valuesOfBuckets.get(bucket)) {
                ofValues.get(value).add(bucket);
            }
        }
        return ofValues.stream()
                .map(of -> of.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }
}

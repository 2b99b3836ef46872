package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Facet;

/** Counts one facet: values are met as codes of a segment and kept as buckets of all. For one thread. */
final class FacetTally {

    /** The bucket of those without a value. */
    private static final int MISSING = Buckets.FIRST;

    /** Instead of a bucket, where a code stands for several. */
    private static final int SEVERAL = -1;

    private final Facet facet;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Buckets buckets;
    private Column column = new Column.Numbers(Codes.of(new int[0], 1), new int[1]);
    /** The bucket of each code that stands for one value. */
    private int[] one = new int[0];
    /** The buckets of each code that stands for several. */
    private int[][] several = new int[0][];

    /** Whether any code of the segment stands for several. */
    private boolean overlaps;

    private final RowsByValue rows = new RowsByValue();

    FacetTally(Facet facet, CohortQuestion question, int participantLimit) {
        this.facet = facet;
        buckets = new Buckets(facet.level(), participantLimit, question.tellsPersonsOf(facet));
        buckets.reach(MISSING + 1);
    }

    void begin(Stretch of) throws IOException {
        column = of.column(facet.field());
        one = new int[column.size()];
        several = new int[column.size()][];
        overlaps = false;
        Arrays.fill(one, MISSING);
        switch (column) {
            case Column.Keywords keywords -> {
                for (int code = 1; code < one.length; code++) {
                    found(code, keywords.values()[code]);
                }
            }
            case Column.Numbers numbered -> found(numbered.values());
        }
        buckets.reach(MISSING + 1 + numbers.size());
    }

    private void found(int code, String[] values) {
        if (values.length == 1) {
            one[code] = bucket(values[0]);
            return;
        }
        one[code] = SEVERAL;
        several[code] = new int[values.length];
        overlaps = true;
        for (int i = 0; i < values.length; i++) {
            several[code][i] = bucket(values[i]);
        }
    }

    /** Values rise with their codes, so those of one bucket come together. */
    private void found(int[] values) {
        for (int code = 1; code < values.length; code++) {
            int end = lowerEnd(values[code]);
            one[code] = code > 1 && lowerEnd(values[code - 1]) == end ? one[code - 1] : bucket(Integer.toString(end));
        }
    }

    private int bucket(String value) {
        int next = MISSING + 1 + numbers.size();
        var known = numbers.putIfAbsent(value, next);
        return known == null ? next : known;
    }

    private int lowerEnd(int value) {
        return Math.floorDiv(value, facet.interval()) * facet.interval();
    }

    /** Counts rows. */
    void add(Stretch stretch) throws IOException {
        var codes = stretch.codes(column);
        int count = stretch.count();
        if (overlaps) {
            addSeveral(codes, stretch, count);
            return;
        }
        // The codes are not looked at again, so their places take the buckets.
        for (int i = 0; i < count; i++) {
            codes[i] = one[codes[i]];
        }
        buckets.add(codes, stretch.participants(), stretch.numbers(facet.level()), count);
    }

    /** Row by row, since a lesion's rows must stay together. */
    private void addSeveral(int[] codes, Stretch stretch, int count) throws IOException {
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
        var found = new ArrayList<CohortCounts.Bucket>(numbers.size());
        numbers.forEach((value, number) -> {
            var bucket = buckets.bucket(number, value);
            if (bucket.count() > 0) {
                found.add(bucket);
            }
        });
        return new CohortCounts.FacetCounts(facet, found, buckets.bucket(MISSING, ""));
    }
}

package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.Facet;

/** Counts one facet: values are met as codes of a segment and kept as buckets of all. */
final class FacetTally {

    /** The bucket of those without a value. */
    private static final int MISSING = 0;

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

    FacetTally(Facet facet, boolean tellsPersons, int participantLimit) {
        this.facet = facet;
        buckets = new Buckets(participantLimit, tellsPersons);
        buckets.reach(MISSING + 1);
    }

    void begin(Stretch of) throws IOException {
        column = of.column(facet.field());
        one = new int[column.size()];
        several = new int[column.size()][];
        for (int code = 1; code < one.length; code++) {
            switch (column) {
                case Column.Keywords keywords -> found(code, keywords.values()[code]);
                case Column.Numbers numbered -> one[code] = bucket(lowerEnd(numbered.values()[code]));
            }
        }
        buckets.reach(numbers.size() + 1);
    }

    private void found(int code, String[] values) {
        if (values.length == 1) {
            one[code] = bucket(values[0]);
            return;
        }
        one[code] = SEVERAL;
        several[code] = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            several[code][i] = bucket(values[i]);
        }
    }

    private int bucket(String value) {
        var known = numbers.putIfAbsent(value, numbers.size() + 1);
        return known == null ? numbers.size() : known;
    }

    private String lowerEnd(int value) {
        return Integer.toString(Math.floorDiv(value, facet.interval()) * facet.interval());
    }

    /** Counts rows, each for its participant. */
    void add(Stretch stretch, int[] participants) throws IOException {
        var codes = stretch.codes(column);
        int count = stretch.count();
        switch (facet.level()) {
            case PARTICIPANT -> addParticipants(codes, participants, count);
            case LESION -> addLesions(codes, participants, stretch.lesions(), count);
            case CAPTURE -> addCaptures(codes, participants, stretch.captures(), count);
        }
    }

    private void addParticipants(int[] codes, int[] participants, int count) {
        for (int i = 0; i < count; i++) {
            int bucket = one[codes[i]];
            if (bucket != SEVERAL) {
                buckets.addParticipant(bucket, participants[i]);
                continue;
            }
            for (int each : several[codes[i]]) {
                buckets.addParticipant(each, participants[i]);
            }
        }
    }

    private void addLesions(int[] codes, int[] participants, int[] lesions, int count) {
        for (int i = 0; i < count; i++) {
            int bucket = one[codes[i]];
            if (bucket != SEVERAL) {
                buckets.addLesion(bucket, participants[i], lesions[i]);
                continue;
            }
            for (int each : several[codes[i]]) {
                buckets.addLesion(each, participants[i], lesions[i]);
            }
        }
    }

    private void addCaptures(int[] codes, int[] participants, int[] captures, int count) {
        for (int i = 0; i < count; i++) {
            int bucket = one[codes[i]];
            if (bucket != SEVERAL) {
                buckets.addCapture(bucket, participants[i], captures[i]);
                continue;
            }
            for (int each : several[codes[i]]) {
                buckets.addCapture(each, participants[i], captures[i]);
            }
        }
    }

    CohortCounts.FacetCounts counts() {
        var found = new ArrayList<CohortCounts.Bucket>(numbers.size());
        numbers.forEach((value, number) -> {
            var bucket = buckets.bucket(number, facet.level(), value);
            if (bucket.count() > 0) {
                found.add(bucket);
            }
        });
        return new CohortCounts.FacetCounts(facet, found, buckets.bucket(MISSING, facet.level(), ""));
    }
}

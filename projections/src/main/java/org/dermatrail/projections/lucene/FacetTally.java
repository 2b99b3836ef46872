package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.cohort.Level;
import org.jspecify.annotations.Nullable;

/** Counts one facet: values are met as codes of a segment and kept as buckets of all. */
final class FacetTally {

    private final Facet facet;
    private final int participantLimit;
    private final Map<String, BucketTally> buckets = new HashMap<>();
    private final BucketTally missing;
    private Column column = new Column.Numbers(Codes.of(new int[0], 1), new int[1]);
    /** The bucket of each code that stands for one value. */
    private @Nullable BucketTally[] one = new BucketTally[0];
    /** The buckets of each code that stands for several. */
    private BucketTally[][] several = new BucketTally[0][];

    FacetTally(Facet facet, int participantLimit) {
        this.facet = facet;
        this.participantLimit = participantLimit;
        missing = new BucketTally(participantLimit);
    }

    void begin(Stretch of) throws IOException {
        column = of.column(facet.field());
        one = new BucketTally[column.size()];
        several = new BucketTally[column.size()][];
        one[0] = missing;
        for (int code = 1; code < one.length; code++) {
            switch (column) {
                case Column.Keywords keywords -> buckets(code, keywords.values()[code]);
                case Column.Numbers numbers -> one[code] = bucket(lowerEnd(numbers.values()[code]));
            }
        }
    }

    private void buckets(int code, String[] values) {
        if (values.length == 1) {
            one[code] = bucket(values[0]);
            return;
        }
        several[code] = new BucketTally[values.length];
        for (int i = 0; i < values.length; i++) {
            several[code][i] = bucket(values[i]);
        }
    }

    private BucketTally bucket(String value) {
        return buckets.computeIfAbsent(value, any -> new BucketTally(participantLimit));
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
            var bucket = one[codes[i]];
            if (bucket != null) {
                bucket.addParticipant(participants[i]);
                continue;
            }
            for (var each : several[codes[i]]) {
                each.addParticipant(participants[i]);
            }
        }
    }

    private void addLesions(int[] codes, int[] participants, int[] lesions, int count) {
        for (int i = 0; i < count; i++) {
            var bucket = one[codes[i]];
            if (bucket != null) {
                bucket.addLesion(participants[i], lesions[i]);
                continue;
            }
            for (var each : several[codes[i]]) {
                each.addLesion(participants[i], lesions[i]);
            }
        }
    }

    private void addCaptures(int[] codes, int[] participants, int[] captures, int count) {
        for (int i = 0; i < count; i++) {
            var bucket = one[codes[i]];
            if (bucket != null) {
                bucket.addCapture(participants[i], captures[i]);
                continue;
            }
            for (var each : several[codes[i]]) {
                each.addCapture(participants[i], captures[i]);
            }
        }
    }

    CohortCounts.FacetCounts counts() {
        Level level = facet.level();
        List<CohortCounts.Bucket> found = new ArrayList<>(buckets.size());
        buckets.forEach((value, tally) -> {
            if (tally.count(level) > 0) {
                found.add(tally.bucket(level, value));
            }
        });
        return new CohortCounts.FacetCounts(facet, found, missing.bucket(level, ""));
    }
}

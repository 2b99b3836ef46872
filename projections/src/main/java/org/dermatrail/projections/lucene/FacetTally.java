package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.cohort.Level;

/** Counts one facet: values are met as codes of a segment and kept as buckets of all. */
final class FacetTally {

    /** So many buckets of a facet may keep dense sets of participants. */
    private static final int FEW = 32;

    private final Facet facet;
    private final int participantLimit;
    private final Map<String, BucketTally> buckets = new HashMap<>();
    private final BucketTally missing;
    private Column column = new Column.Numbers(Codes.of(new int[0], 1), new int[1]);
    private BucketTally[][] byCode = new BucketTally[0][];

    FacetTally(Facet facet, int participantLimit) {
        this.facet = facet;
        this.participantLimit = participantLimit;
        missing = new BucketTally(participantLimit, false);
    }

    void begin(Stretch of) throws IOException {
        column = of.column(facet.field());
        byCode = new BucketTally[column.size()][];
        byCode[0] = new BucketTally[] {missing};
        for (int code = 1; code < byCode.length; code++) {
            byCode[code] = switch (column) {
                case Column.Keywords keywords -> buckets(keywords.values()[code]);
                case Column.Numbers numbers -> buckets(lowerEnd(numbers.values()[code]));
            };
        }
    }

    private String lowerEnd(int value) {
        return Integer.toString(Math.floorDiv(value, facet.interval()) * facet.interval());
    }

    private BucketTally[] buckets(String... values) {
        var found = new BucketTally[values.length];
        for (int i = 0; i < found.length; i++) {
            found[i] =
                    buckets.computeIfAbsent(values[i], any -> new BucketTally(participantLimit, buckets.size() > FEW));
        }
        return found;
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
            for (var bucket : byCode[codes[i]]) {
                bucket.addParticipant(participants[i]);
            }
        }
    }

    private void addLesions(int[] codes, int[] participants, int[] lesions, int count) {
        for (int i = 0; i < count; i++) {
            for (var bucket : byCode[codes[i]]) {
                bucket.addLesion(participants[i], lesions[i]);
            }
        }
    }

    private void addCaptures(int[] codes, int[] participants, int[] captures, int count) {
        for (int i = 0; i < count; i++) {
            for (var bucket : byCode[codes[i]]) {
                bucket.addCapture(participants[i], captures[i]);
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

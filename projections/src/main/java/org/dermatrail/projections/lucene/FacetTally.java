package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.Facet;
import org.jspecify.annotations.Nullable;

/** Counts one facet in one pass over matching rows: values are met as ordinals of a segment and kept as buckets of all. */
final class FacetTally {

    /** So many buckets of a facet may keep dense sets of participants. */
    private static final int FEW = 32;

    private final Facet facet;
    private final int participantLimit;
    private final Map<String, BucketTally> buckets = new HashMap<>();
    private final BucketTally missing;
    private @Nullable SortedDocValues single;
    private @Nullable SortedSetDocValues multiple;
    private @Nullable SortedNumericDocValues numbers;
    private @Nullable NumericDocValues number;
    private @Nullable BucketTally[] bySegmentOrdinal = new BucketTally[0];
    private int lastHistogramBucket;
    private @Nullable BucketTally lastHistogramTally;

    FacetTally(Facet facet, int participantLimit) {
        this.facet = facet;
        this.participantLimit = participantLimit;
        missing = new BucketTally(facet.level(), participantLimit, false);
    }

    void segment(LeafReader reader) throws IOException {
        var name = RowDocuments.name(facet.field());
        if (facet.field().kind() == CohortField.Kind.NUMBER) {
            numbers = DocValues.getSortedNumeric(reader, name);
            number = DocValues.unwrapSingleton(numbers);
            return;
        }
        var values = DocValues.getSortedSet(reader, name);
        multiple = values;
        single = DocValues.unwrapSingleton(values);
        int size = Math.toIntExact(values.getValueCount());
        if (bySegmentOrdinal.length < size) {
            bySegmentOrdinal = new BucketTally[size];
        } else {
            Arrays.fill(bySegmentOrdinal, null);
        }
    }

    void add(int document, Units row) throws IOException {
        if (single != null) {
            if (single.advanceExact(document)) {
                ordinal(single.ordValue()).add(row);
            } else {
                missing.add(row);
            }
        } else if (multiple != null) {
            if (multiple.advanceExact(document)) {
                for (int left = multiple.docValueCount(); left > 0; left--) {
                    ordinal((int) multiple.nextOrd()).add(row);
                }
            } else {
                missing.add(row);
            }
        } else if (number != null) {
            if (number.advanceExact(document)) {
                histogram((int) number.longValue()).add(row);
            } else {
                missing.add(row);
            }
        } else if (numbers != null && numbers.advanceExact(document)) {
            histogram((int) numbers.nextValue()).add(row);
        } else {
            missing.add(row);
        }
    }

    private BucketTally ordinal(int ordinal) throws IOException {
        var known = bySegmentOrdinal[ordinal];
        if (known == null) {
            var value =
                    single == null ? Objects.requireNonNull(multiple).lookupOrd(ordinal) : single.lookupOrd(ordinal);
            known = bucket(value.utf8ToString());
            bySegmentOrdinal[ordinal] = known;
        }
        return known;
    }

    private BucketTally histogram(int value) {
        int lower = Math.floorDiv(value, facet.interval()) * facet.interval();
        if (lastHistogramTally == null || lastHistogramBucket != lower) {
            lastHistogramTally = bucket(Integer.toString(lower));
            lastHistogramBucket = lower;
        }
        return lastHistogramTally;
    }

    private BucketTally bucket(String value) {
        return buckets.computeIfAbsent(
                value, any -> new BucketTally(facet.level(), participantLimit, buckets.size() > FEW));
    }

    CohortCounts.FacetCounts counts() {
        List<CohortCounts.Bucket> found = new ArrayList<>(buckets.size());
        buckets.forEach((value, tally) -> {
            if (tally.count() > 0) {
                found.add(tally.bucket(value));
            }
        });
        return new CohortCounts.FacetCounts(facet, found, missing.bucket(""));
    }
}

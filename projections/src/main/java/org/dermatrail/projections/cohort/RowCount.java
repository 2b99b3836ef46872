package org.dermatrail.projections.cohort;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts rows one by one, keeping a set for everything that must be counted once. */
final class RowCount {

    private static final class Units {
        private final Level level;
        private final BitSet participants = new BitSet();
        private final BitSet surrogates = new BitSet();
        private final BitSet units = new BitSet();

        Units(Level level) {
            this.level = level;
        }

        void add(BlockRow row) {
            int unit =
                    switch (level) {
                        case PARTICIPANT -> row.participantOrdinal();
                        case LESION -> row.lesionOrdinal();
                        case CAPTURE -> row.captureOrdinal();
                    };
            if (unit == BlockRow.NONE) {
                return;
            }
            units.set(unit);
            participants.set(row.participantOrdinal());
            if (row.row().surrogate()) {
                surrogates.set(row.participantOrdinal());
            }
        }

        CohortCounts.Tally tally() {
            return new CohortCounts.Tally(units.cardinality(), participants.cardinality());
        }

        CohortCounts.Bucket bucket(String value) {
            return new CohortCounts.Bucket(
                    value, units.cardinality(), participants.cardinality(), surrogates.cardinality());
        }
    }

    private static final class FacetUnits {
        private final Facet facet;
        private final boolean tellsPersons;
        private final TreeMap<String, Units> buckets = new TreeMap<>();
        private final Units missing;

        FacetUnits(Facet facet, boolean tellsPersons) {
            this.facet = facet;
            this.tellsPersons = tellsPersons;
            missing = new Units(facet.level());
        }

        void add(BlockRow row) {
            var values = values(row.row());
            if (values == null) {
                missing.add(row);
                return;
            }
            for (var value : values) {
                buckets.computeIfAbsent(value, any -> new Units(facet.level())).add(row);
            }
        }

        private @Nullable Set<String> values(CohortRow row) {
            if (facet.field().kind() == CohortField.Kind.KEYWORD) {
                return row.keywords().get(facet.field());
            }
            var number = row.numbers().get(facet.field());
            return number == null
                    ? null
                    : Set.of(Integer.toString(Math.floorDiv(number, facet.interval()) * facet.interval()));
        }

        CohortCounts.FacetCounts counts() {
            List<CohortCounts.Bucket> found = new ArrayList<>();
            buckets.forEach((value, units) -> {
                var bucket = bucket(value, units);
                if (bucket.count() > 0) {
                    found.add(bucket);
                }
            });
            return new CohortCounts.FacetCounts(facet, found, bucket("", missing));
        }

        private CohortCounts.Bucket bucket(String value, Units units) {
            var bucket = units.bucket(value);
            return tellsPersons ? bucket : new CohortCounts.Bucket(value, bucket.count(), 0, 0);
        }
    }

    private final Units participants = new Units(Level.PARTICIPANT);
    private final Units lesions = new Units(Level.LESION);
    private final Units captures = new Units(Level.CAPTURE);
    private final Units withheld = new Units(Level.CAPTURE);
    private final List<FacetUnits> facets;

    RowCount(CohortQuestion question) {
        facets = question.facets().stream()
                .map(facet -> new FacetUnits(facet, question.tellsPersonsOf(facet)))
                .toList();
    }

    void add(BlockRow row) {
        if (row.row().withheld()) {
            withheld.add(row);
            return;
        }
        participants.add(row);
        lesions.add(row);
        captures.add(row);
        facets.forEach(facet -> facet.add(row));
    }

    CohortCounts counts() {
        var persons = participants.bucket("");
        return new CohortCounts(
                persons.participants(),
                persons.surrogates(),
                lesions.tally(),
                captures.tally(),
                withheld.tally(),
                facets.stream().map(FacetUnits::counts).toList());
    }
}

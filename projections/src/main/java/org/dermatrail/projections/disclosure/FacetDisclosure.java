package org.dermatrail.projections.disclosure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.CohortCounts.Bucket;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Facet;

/**
 * Discloses the facets of one answer.
 *
 * <p>Laws, for a threshold above 1: a bucket is shown only where its count and its persons reach the threshold; where any
 * bucket is hidden, further smallest ones are hidden until the hidden ones are at least two, and their count and their
 * persons reach the threshold together, so that subtraction from the total finds no small number; those without a value
 * are a bucket like any other. A facet whose buckets contain one another hides all or nothing, and so do facets of one
 * answer that cut the same thing in different ways. Neither keys nor number of hidden buckets are told.
 */
final class FacetDisclosure {

    /** Fields of which one row may have several values, so that buckets overlap or contain one another. */
    private static final Set<CohortField> OVERLAPPING = Set.of(
            CohortField.ANATOMIC_REGION,
            CohortField.DIAGNOSIS_GROUP,
            CohortField.PROCEDURE,
            CohortField.LESION_MODALITIES,
            CohortField.DISPUTED);

    private static final Comparator<Bucket> SMALLEST_FIRST =
            Comparator.comparingLong(Bucket::count).thenComparing(Bucket::value);

    private final CohortCounts counts;
    private final int threshold;

    FacetDisclosure(CohortCounts counts, DisclosurePolicy policy) {
        this.counts = counts;
        threshold = policy.threshold();
    }

    List<CohortAnswer.FacetAnswer> answers() {
        if (threshold == 1) {
            return counts.facets().stream().map(FacetDisclosure::everything).toList();
        }
        var torn = tornFamilies();
        return counts.facets().stream().map(facet -> answer(facet, torn)).toList();
    }

    /** Whether anything of the facets is hidden, so that all persons behind their buckets must be known. */
    static boolean hides(CohortCounts counts, DisclosurePolicy policy) {
        var disclosure = new FacetDisclosure(counts, policy);
        return counts.facets().stream().anyMatch(disclosure::hasSmall);
    }

    /** Families asked for several ways, of which a facet has something to hide. */
    private Set<CohortField> tornFamilies() {
        var once = new HashSet<CohortField>();
        var several = new HashSet<CohortField>();
        for (var facet : counts.facets()) {
            if (!once.add(family(facet.facet().field()))) {
                several.add(family(facet.facet().field()));
            }
        }
        var torn = new HashSet<CohortField>();
        for (var facet : counts.facets()) {
            var family = family(facet.facet().field());
            if (several.contains(family) && hasSmall(facet)) {
                torn.add(family);
            }
        }
        return torn;
    }

    private static CohortField family(CohortField field) {
        return switch (field) {
            case ANATOMIC_REGION -> CohortField.ANATOMIC_SITE;
            case DIAGNOSIS_GROUP -> CohortField.DIAGNOSIS;
            case LESION_MODALITIES, TECHNIQUE -> CohortField.MODALITY;
            default -> field;
        };
    }

    private boolean hasSmall(CohortCounts.FacetCounts facet) {
        return small(facet.missing()) || facet.buckets().stream().anyMatch(this::small);
    }

    private boolean small(Bucket bucket) {
        return bucket.count() > 0 && (bucket.count() < threshold || bucket.participants() < threshold);
    }

    private static CohortAnswer.FacetAnswer everything(CohortCounts.FacetCounts counted) {
        var facet = counted.facet();
        return new CohortAnswer.FacetAnswer(
                facet,
                first(counted.buckets(), facet),
                Disclosure.exact(counted.missing(), facet.level()),
                0,
                Math.max(0, counted.buckets().size() - facet.limit()));
    }

    private static List<CohortAnswer.BucketAnswer> first(List<Bucket> buckets, Facet facet) {
        return buckets.stream()
                .limit(facet.limit())
                .map(bucket -> new CohortAnswer.BucketAnswer(bucket.value(), Disclosure.exact(bucket, facet.level())))
                .toList();
    }

    static CohortAnswer.FacetAnswer nothing(Facet facet) {
        return new CohortAnswer.FacetAnswer(facet, List.of(), new Count.Suppressed(), -1, 0);
    }

    private CohortAnswer.FacetAnswer answer(CohortCounts.FacetCounts counted, Set<CohortField> torn) {
        var facet = counted.facet();
        if (torn.contains(family(facet.field())) || (overlaps(facet) && (hasSmall(counted) || fewInSeveral(counted)))) {
            return nothing(facet);
        }
        var shown = new ArrayList<Bucket>();
        var hidden = new ArrayList<Bucket>();
        for (var bucket : counted.buckets()) {
            (small(bucket) ? hidden : shown).add(bucket);
        }
        var missing = counted.missing();
        if (missing.count() > 0) {
            (small(missing) ? hidden : shown).add(missing);
        }
        if (!hidden.isEmpty() && counts.personsUpTo() != CohortQuestion.ALL_PERSONS) {
            // What is safe is worked out from all persons.
            return nothing(facet);
        }
        shown.sort(SMALLEST_FIRST);
        while (!hidden.isEmpty() && !shown.isEmpty() && !safe(hidden, shown, personsOf(facet))) {
            hidden.add(shown.removeFirst());
        }
        if (!hidden.isEmpty() && !safe(hidden, shown, personsOf(facet))) {
            return nothing(facet);
        }
        var showable = Set.copyOf(shown);
        boolean missingShown = showable.contains(missing);
        var kept = counted.buckets().stream().filter(showable::contains).toList();
        return new CohortAnswer.FacetAnswer(
                facet,
                first(kept, facet),
                missingShown ? Disclosure.exact(missing, facet.level()) : new Count.Suppressed(),
                -1,
                Math.max(0, kept.size() - facet.limit()));
    }

    /** Whether one of those counted can be in several buckets. */
    private static boolean overlaps(Facet facet) {
        return OVERLAPPING.contains(facet.field())
                || facet.level().compareTo(facet.field().level()) < 0;
    }

    /** Whether few of those counted are in several buckets: the buckets' sum less the total would tell of them. */
    private boolean fewInSeveral(CohortCounts.FacetCounts counted) {
        long total =
                switch (counted.facet().level()) {
                    case PARTICIPANT -> counts.participants();
                    case LESION -> counts.lesions().count();
                    case CAPTURE -> counts.captures().count();
                };
        long several = counted.missing().count()
                + counted.buckets().stream().mapToLong(Bucket::count).sum()
                - total;
        return several > 0 && several < threshold;
    }

    private long personsOf(Facet facet) {
        return switch (facet.level()) {
            case PARTICIPANT -> counts.participants();
            case LESION -> counts.lesions().participants();
            case CAPTURE -> counts.captures().participants();
        };
    }

    /** Whether what is hidden tells nothing small when all that is shown is taken from the total. */
    private boolean safe(List<Bucket> hidden, List<Bucket> shown, long persons) {
        if (hidden.size() < 2 || hidden.stream().mapToLong(Bucket::count).sum() < threshold) {
            return false;
        }
        // A person may be in several buckets: those in no shown one, and those of the largest hidden one, are certainly
        // hidden.
        long inNoShown =
                persons - shown.stream().mapToLong(Bucket::participants).sum();
        long inOneHidden = hidden.stream().mapToLong(Bucket::participants).max().orElse(0);
        return Math.max(inNoShown, inOneHidden) >= threshold;
    }
}

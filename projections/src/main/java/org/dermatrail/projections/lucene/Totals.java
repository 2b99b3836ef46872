package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.util.ArrayUtil;
import org.dermatrail.projections.cohort.CohortCounts;

/**
 * Counts all rows it is shown at every level at once. Each row's person is noted once, by what the row has of lesion and
 * capture: the persons of a level are those of the kinds of rows that have it.
 *
 * <p>Rows come segment by segment and a lesion's rows together, so a lesion is counted when it differs from the one before;
 * a capture with further rows is counted once. For one thread.
 */
final class Totals implements RowSearch.Tally {

    /** What a row's kind is made of. */
    private static final int NEITHER = 0;

    private static final int LESION = 1;
    private static final int CAPTURE = 2;

    private static final int[] WITH_LESION = {LESION, LESION + CAPTURE};
    private static final int[] WITH_CAPTURE = {CAPTURE, LESION + CAPTURE};
    private static final int[] ALL = {NEITHER, LESION, CAPTURE, LESION + CAPTURE};

    private final PersonSets persons;
    private final Surrogates surrogates;
    private final Set<Integer> withFurtherRows = new HashSet<>();
    private int[] kinds = new int[0];
    private long lesions;
    private int lastLesion;
    private long captures;

    /** Of participants with ordinals below a limit. */
    Totals(int participantLimit) {
        persons = new PersonSets(participantLimit);
        persons.reach(ALL.length);
        surrogates = new Surrogates(participantLimit);
    }

    @Override
    public boolean add(Stretch stretch) throws IOException {
        int count = stretch.count();
        kinds = ArrayUtil.growNoCopy(kinds, count);
        if (stretch.arePlainCaptures()) {
            tellKinds(stretch.lesions(), kinds, count);
            captures += count;
        } else {
            tellKinds(stretch.lesions(), stretch.captures(), kinds, count);
            captures += alone(stretch.captures(), count);
            addFurther(stretch.captures(), count);
        }
        persons.add(kinds, stretch.participants(), count);
        surrogates.note(stretch.participants(), count);
        addLesions(stretch.lesions(), count);
        return true;
    }

    /** Of rows that all have a capture. */
    private static void tellKinds(int[] lesions, int[] kinds, int count) {
        for (int i = 0; i < count; i++) {
            kinds[i] = CAPTURE + (lesions[i] == 0 ? NEITHER : LESION);
        }
    }

    private static void tellKinds(int[] lesions, int[] captures, int[] kinds, int count) {
        for (int i = 0; i < count; i++) {
            kinds[i] = (lesions[i] == 0 ? NEITHER : LESION)
                    + (captures[i] >> Units.CAPTURE_FLAGS == 0 ? NEITHER : CAPTURE);
        }
    }

    private void addLesions(int[] of, int count) {
        int last = lastLesion;
        int begun = 0;
        for (int i = 0; i < count; i++) {
            int lesion = of[i] == 0 ? last : of[i];
            begun += lesion == last ? 0 : 1;
            last = lesion;
        }
        lastLesion = last;
        lesions += begun;
    }

    /** How many captures have no further rows. */
    private static int alone(int[] captures, int count) {
        int alone = 0;
        for (int i = 0; i < count; i++) {
            boolean counted = captures[i] >> Units.CAPTURE_FLAGS != 0 && (captures[i] & Units.FURTHER_ROWS) == 0;
            alone += counted ? 1 : 0;
        }
        return alone;
    }

    private void addFurther(int[] of, int count) {
        for (int i = 0; i < count; i++) {
            if ((of[i] & Units.FURTHER_ROWS) != 0 && withFurtherRows.add(of[i])) {
                captures++;
            }
        }
    }

    /** How many participants there are. */
    long participants() {
        return persons.union(ALL).cardinality();
    }

    /** How many of them are surrogates. */
    long surrogates() {
        return surrogates.among(persons.union(ALL));
    }

    CohortCounts.Tally lesions() {
        return new CohortCounts.Tally(lesions, persons.union(WITH_LESION).cardinality());
    }

    CohortCounts.Tally captures() {
        return new CohortCounts.Tally(captures, persons.union(WITH_CAPTURE).cardinality());
    }
}

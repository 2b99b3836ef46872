package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Level;
import org.jspecify.annotations.Nullable;

/**
 * Counts distinct participants, lesions or captures of numbered buckets. A bucket stands for one value or several that come
 * together; of captures and participants its count is one of each of its values, so that a row with three values is counted
 * once, and what a value has is put together in the end.
 *
 * <p>Rows come segment by segment and a lesion's rows together, so a lesion is counted when it differs from the one before;
 * a capture is counted plainly unless it has further rows, perhaps in other buckets: then it is counted by value;
 * participants may come back at any time and are kept in sets. All that is counted for a row lies in flat arrays, and rows
 * are counted many at a time by loops that do one thing each. For one thread.
 */
final class Buckets {

    /** Where rows go that are not to be counted; nobody asks what it holds. */
    static final int NOWHERE = 0;

    /** The first bucket that is asked for. */
    static final int FIRST = 1;

    private final Level level;
    private final @Nullable Persons persons;
    /** Of all buckets together. */
    private final Surrogates surrogates;

    private final Set<Long> severalRowCaptures = new HashSet<>();
    private int[] units = new int[0];
    private int[] lastLesion = new int[0];
    /** The values of each bucket. */
    private int[][] values = new int[0][];
    /** Of each value, captures that have further rows. */
    private int[] further = new int[0];

    /**
     * Buckets of a level; none yet.
     *
     * @param level what is counted
     * @param participantLimit above the ordinals of all participants
     * @param personsUpTo how many persons behind a bucket are told apart; none where 0
     */
    Buckets(Level level, int participantLimit, int personsUpTo) {
        this.level = level;
        surrogates = new Surrogates(participantLimit);
        persons = switch (personsUpTo) {
            case 0 -> null;
            case CohortQuestion.ALL_PERSONS -> new PersonSets(participantLimit);
            default -> new FewPersons(participantLimit, personsUpTo);
        };
    }

    /**
     * Makes room for buckets and values; what was counted stays.
     *
     * @param valuesOfBuckets the numbers of each bucket's values, none of {@link #NOWHERE}
     * @param valueLimit above the numbers of all values
     */
    void reach(int[][] valuesOfBuckets, int valueLimit) {
        values = valuesOfBuckets;
        further = Arrays.copyOf(further, valueLimit);
        if (values.length > units.length) {
            units = Arrays.copyOf(units, values.length);
            lastLesion = Arrays.copyOf(lastLesion, values.length);
            if (persons != null) {
                persons.reach(values.length);
            }
        }
    }

    /**
     * Counts rows. Whom and what they count for is read only where it matters: reading it is most of the work.
     *
     * @param buckets the bucket of each row; written to
     * @param rows the rows
     */
    void add(int[] buckets, Stretch rows) throws IOException {
        int count = rows.count();
        if (level == Level.CAPTURE && rows.arePlainCaptures()) {
            addPlain(buckets, count, units);
        } else {
            addUnits(buckets, rows.numbers(level), count);
        }
        if (persons != null && persons.wants(buckets, count)) {
            addPersons(persons, buckets, rows.participants(), count);
        }
    }

    private static void addPlain(int[] buckets, int count, int[] units) {
        for (int i = 0; i < count; i++) {
            units[buckets[i]]++;
        }
    }

    /**
     * Counts rows.
     *
     * @param buckets the bucket of each row; written to
     * @param participants who each row counts for, as in {@link Units}
     * @param counted its number of the level, as in {@link Units}; of participants not looked at
     * @param count how many rows
     */
    void add(int[] buckets, int[] participants, int[] counted, int count) {
        addUnits(buckets, counted, count);
        if (persons != null) {
            addPersons(persons, buckets, participants, count);
        }
    }

    private void addPersons(Persons who, int[] buckets, int[] participants, int count) {
        who.add(buckets, participants, count);
        if (who.tellsAll()) {
            surrogates.note(participants, count);
        }
    }

    private void addUnits(int[] buckets, int[] counted, int count) {
        switch (level) {
            case PARTICIPANT -> {}
            case LESION -> addLesions(buckets, counted, count, units, lastLesion);
            case CAPTURE -> {
                if (addCaptures(buckets, counted, count, units)) {
                    addFurther(buckets, counted, count);
                }
            }
        }
    }

    private static void addLesions(int[] buckets, int[] lesions, int count, int[] units, int[] last) {
        for (int i = 0; i < count; i++) {
            int lesion = lesions[i];
            int bucket = lesion == 0 ? NOWHERE : buckets[i];
            buckets[i] = bucket;
            units[bucket] += lesion == last[bucket] ? 0 : 1;
            last[bucket] = lesion;
        }
    }

    /** Counts them as if none had further rows; whether any has. */
    private static boolean addCaptures(int[] buckets, int[] captures, int count, int[] units) {
        int flags = 0;
        for (int i = 0; i < count; i++) {
            int capture = captures[i];
            int bucket = capture >> Units.CAPTURE_FLAGS == 0 ? NOWHERE : buckets[i];
            buckets[i] = bucket;
            units[bucket]++;
            flags |= capture;
        }
        return (flags & Units.FURTHER_ROWS) != 0;
    }

    /** Counts those with further rows by value instead, each once. */
    private void addFurther(int[] buckets, int[] captures, int count) {
        for (int i = 0; i < count; i++) {
            if ((captures[i] & Units.FURTHER_ROWS) != 0) {
                units[buckets[i]]--;
                for (int value : values[buckets[i]]) {
                    if (severalRowCaptures.add(((long) value << Integer.SIZE) + captures[i])) {
                        further[value]++;
                    }
                }
            }
        }
    }

    /** What a value has that the given buckets and no others stand for. */
    CohortCounts.Bucket bucket(int value, String name, int[] buckets) {
        var who = persons == null ? null : persons.union(buckets);
        long participants = who == null ? 0 : who.cardinality();
        return new CohortCounts.Bucket(
                name,
                level == Level.PARTICIPANT ? participants : units(value, buckets),
                participants,
                persons == null || who == null || !persons.tellsAll() ? 0 : surrogates.among(who));
    }

    private long units(int value, int[] buckets) {
        long count = further[value];
        for (int bucket : buckets) {
            count += units[bucket];
        }
        return count;
    }
}

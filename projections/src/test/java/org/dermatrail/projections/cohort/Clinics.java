package org.dermatrail.projections.cohort;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Small clinics for attempts to learn more than one should: every field has one value, or none. */
public final class Clinics {

    private Clinics() {}

    /** A clinic of so many persons with one to three captures each, made from a seed. */
    public static List<BlockRow> of(long seed, int persons) {
        var random = new Random(seed);
        var rows = new ArrayList<BlockRow>();
        int captures = 0;
        for (int person = 0; person < persons; person++) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                rows.add(row(random, person, captures++));
            }
        }
        return rows;
    }

    private static BlockRow row(Random random, int person, int capture) {
        Map<CohortField, Set<String>> keywords = new EnumMap<>(CohortField.class);
        Map<CohortField, Integer> numbers = new EnumMap<>(CohortField.class);
        put(keywords, CohortField.DIAGNOSIS, skewed(random, "NV", "MEL", "BCC", "DF", "VASC", "SCC"));
        put(keywords, CohortField.SEX, skewed(random, "FEMALE", "MALE", "OTHER", ""));
        put(keywords, CohortField.ANATOMIC_SITE, skewed(random, "BACK", "FACE", "", "HAND", "SCALP"));
        numbers.put(CohortField.AGE_YEARS, random.nextInt(20) + (random.nextInt(30) == 0 ? 70 : 30));
        return new BlockRow(
                new CohortRow(
                        "p" + person,
                        "l" + capture,
                        "c" + capture,
                        "s",
                        "s/a",
                        true,
                        random.nextInt(20) == 0,
                        false,
                        keywords,
                        numbers),
                person,
                capture,
                capture,
                false);
    }

    private static void put(Map<CohortField, Set<String>> keywords, CohortField field, String value) {
        if (!value.isEmpty()) {
            keywords.put(field, Set.of(value));
        }
    }

    private static String skewed(Random random, String... of) {
        return of[Math.min(of.length - 1, (int) Math.abs(random.nextGaussian() * of.length / 2.5))];
    }
}

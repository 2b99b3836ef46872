package org.dermatrail.projections.cohort;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.dermatrail.projections.access.AccessFilter;

/** Blocks of rows and questions about them, made at random; the same seed makes the same. */
public final class RandomRows {

    private static final List<String> STUDIES = List.of("s1", "s2");
    private static final List<CohortField> FIELDS = List.of(CohortField.values());

    private final Random random;
    private final Spelling spelling;
    private final RandomQuestions questions;
    private final List<CohortBlock> blocks = new ArrayList<>();
    private int lesions;
    private int captures;

    /** How ids are spelt; of UUIDs some pairs share their first half, and their order is not that of their numbers. */
    private enum Spelling {
        LETTERS,
        UUID,
        EITHER;

        String id(String kind, int ordinal) {
            if (this == LETTERS || (this == EITHER && ordinal % 5 == 0)) {
                return kind + ordinal;
            }
            int likeThat = ordinal % 4 == 1 ? ordinal - 1 : ordinal;
            long first = (likeThat + 1L) * 0x9E3779B97F4A7C15L;
            return new UUID(first ^ kind.charAt(0), ordinal * 0xC2B2AE3D27D4EB4FL).toString();
        }
    }

    /** Makes rows of so many participants. */
    public RandomRows(long seed, int participants) {
        this(seed, participants, 0);
    }

    /** Makes rows of so many participants, numbered from the first on. */
    public RandomRows(long seed, int participants, int first) {
        random = new Random(seed);
        spelling = Spelling.values()[Math.floorMod(seed, Spelling.values().length)];
        questions = new RandomQuestions(
                random, RandomRows::words, new RandomQuestions.Span(-10, 49), STUDIES, List.of("s1/0", "s1/1", "s2/0"));
        lesions = 10 * first;
        captures = 100 * first;
        for (int p = first; p < first + participants; p++) {
            participant(p);
        }
    }

    /** The blocks made. */
    public List<CohortBlock> blocks() {
        return List.copyOf(blocks);
    }

    private void participant(int ordinal) {
        var person = new Person(
                spelling.id("p", ordinal),
                ordinal,
                one(STUDIES),
                random.nextInt(3),
                random.nextBoolean(),
                random.nextInt(3) == 0);
        int own = random.nextInt(4);
        if (own == 0) {
            blocks.add(new CohortBlock(
                    CohortBlock.ofParticipant(person.key()), true, List.of(row(person, -1, -1, false, false))));
        }
        List<Integer> shared = new ArrayList<>();
        for (int i = 0; i < own; i++) {
            int lesion = lesions++;
            var rows = new ArrayList<BlockRow>();
            var seen = new HashSet<Integer>();
            for (int c = random.nextInt(3); c > 0; c--) {
                boolean again = !shared.isEmpty() && random.nextInt(3) == 0;
                int capture = again ? one(shared) : captures++;
                boolean several = again || random.nextInt(3) == 0;
                if (several && !again) {
                    shared.add(capture);
                }
                if (seen.add(capture)) {
                    rows.add(row(person, lesion, capture, several, capture % 7 == 3));
                }
            }
            if (rows.stream().allMatch(row -> row.row().withheld())) {
                rows.add(row(person, lesion, -1, false, false));
            }
            blocks.add(new CohortBlock(CohortBlock.ofLesion(spelling.id("l", lesion)), true, List.copyOf(rows)));
        }
        if (random.nextBoolean() && own > 0) {
            int capture = captures++;
            blocks.add(new CohortBlock(
                    CohortBlock.ofCapture(spelling.id("c", capture)),
                    true,
                    List.of(row(person, -1, capture, false, capture % 7 == 3))));
        }
    }

    private record Person(String key, int ordinal, String study, int site, boolean consented, boolean surrogate) {}

    private BlockRow row(Person person, int lesion, int capture, boolean several, boolean withheld) {
        Map<CohortField, Set<String>> keywords = new EnumMap<>(CohortField.class);
        Map<CohortField, Integer> numbers = new EnumMap<>(CohortField.class);
        for (var field : FIELDS) {
            if (random.nextInt(3) > 0) {
                if (field.kind() == CohortField.Kind.KEYWORD) {
                    keywords.put(field, values(field));
                } else {
                    numbers.put(field, random.nextInt(60) - 10);
                }
            }
        }
        return new BlockRow(
                new CohortRow(
                        person.key(),
                        lesion < 0 ? null : spelling.id("l", lesion),
                        capture < 0 ? null : spelling.id("c", capture),
                        person.study(),
                        person.study() + "/" + person.site(),
                        person.consented(),
                        withheld,
                        person.surrogate(),
                        keywords,
                        numbers),
                person.ordinal(),
                lesion,
                capture,
                several);
    }

    private static List<String> words(CohortField field) {
        return IntStream.range(0, 5).mapToObj(i -> field.wireName() + i).toList();
    }

    private Set<String> values(CohortField field) {
        var values = new LinkedHashSet<String>();
        values.add(field.wireName() + random.nextInt(4));
        if (random.nextInt(4) == 0) {
            values.add(field.wireName() + random.nextInt(4));
        }
        return values;
    }

    /** A question about such rows. */
    public CohortQuestion question() {
        return questions.question();
    }

    AccessFilter access() {
        return questions.access();
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}

package org.dermatrail.projections.cohort;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.dermatrail.projections.access.AccessFilter;
import org.jspecify.annotations.Nullable;

/** Questions made at random about rows whose values are known; the same seed makes the same. */
public final class RandomQuestions {

    private static final List<CohortField> FIELDS = List.of(CohortField.values());
    private static final int DEEPEST = 4;

    private final Random random;
    private final Function<CohortField, List<String>> words;
    private final Span numbers;
    private final List<String> studies;
    private final List<String> sites;

    /**
     * Numbers asked for.
     *
     * @param least the least
     * @param most the most
     */
    public record Span(int least, int most) {}

    /**
     * Asks about such values.
     *
     * @param words what is asked for in a field of words; none where the field is not asked for by word
     */
    public RandomQuestions(
            Random random,
            Function<CohortField, List<String>> words,
            Span numbers,
            List<String> studies,
            List<String> sites) {
        this.random = random;
        this.words = words;
        this.numbers = numbers;
        this.studies = List.copyOf(studies);
        this.sites = List.copyOf(sites);
    }

    /** The next question. */
    public CohortQuestion question() {
        var facets = new ArrayList<Facet>();
        for (int i = random.nextInt(5); i > 0; i--) {
            var field = one(FIELDS);
            facets.add(new Facet(
                    field,
                    one(List.of(Level.values())),
                    field.kind() == CohortField.Kind.NUMBER ? 1 + random.nextInt(20) : 0,
                    100));
        }
        return new CohortQuestion(access(), criteria(DEEPEST), facets);
    }

    AccessFilter access() {
        return switch (random.nextInt(5)) {
            case 0 -> AccessFilter.denyAll();
            case 1 ->
                new AccessFilter(
                        new AccessFilter.Only(Set.of(studies.getFirst())),
                        new AccessFilter.Only(Set.copyOf(sites)),
                        random.nextBoolean());
            case 2 -> new AccessFilter(new AccessFilter.Everything(), new AccessFilter.Everything(), true);
            default -> AccessFilter.everything();
        };
    }

    private Criteria criteria(int deepest) {
        int kind = random.nextInt(deepest > 1 ? 7 : 3);
        return switch (kind) {
            case 0 -> {
                var field = keyword();
                var values = new HashSet<String>();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    values.add(one(words.apply(field)));
                }
                yield new Criteria.In(field, values);
            }
            case 1 -> new Criteria.Between(number(), bound(), bound());
            case 2 -> new Criteria.Known(one(FIELDS));
            case 3, 4 -> new Criteria.All(some(deepest));
            case 5 -> new Criteria.Any(some(deepest));
            default -> new Criteria.Not(criteria(deepest - 1));
        };
    }

    private List<Criteria> some(int deepest) {
        var some = new ArrayList<Criteria>();
        for (int i = random.nextInt(4); i > 0; i--) {
            some.add(criteria(deepest - 1));
        }
        return some;
    }

    private CohortField keyword() {
        return one(FIELDS.stream()
                .filter(field -> field.kind() == CohortField.Kind.KEYWORD)
                .filter(field -> !words.apply(field).isEmpty())
                .toList());
    }

    private CohortField number() {
        return one(FIELDS.stream()
                .filter(field -> field.kind() == CohortField.Kind.NUMBER)
                .toList());
    }

    private @Nullable Integer bound() {
        return random.nextInt(4) == 0
                ? null
                : (Integer) (numbers.least() + random.nextInt(numbers.most() - numbers.least() + 1));
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}

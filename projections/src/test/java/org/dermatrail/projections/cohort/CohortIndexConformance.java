package org.dermatrail.projections.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dermatrail.projections.access.AccessFilter;
import org.junit.jupiter.api.Test;

/** What every {@link CohortIndex} must answer. */
public abstract class CohortIndexConformance {

    private static final int REGISTRIES = 12;
    private static final int QUESTIONS = 150;

    /** An index that holds these blocks and no others. */
    protected abstract CohortIndex holding(List<CohortBlock> blocks);

    @Test
    void counts_what_a_count_by_hand_finds() {
        for (int seed = 0; seed < REGISTRIES; seed++) {
            // Given
            var made = new RandomRows(seed, 5 + 12 * seed);
            var index = holding(made.blocks());
            var byHand = ByHand.of(made.blocks());
            for (int i = 0; i < QUESTIONS; i++) {
                for (var question : everyWay(made.question())) {
                    // When
                    var counts = index.count(question);

                    // Then
                    int told = question.personsUpTo();
                    assertThat(Told.upTo(told, counts))
                            .as("%s", question)
                            .isEqualTo(Told.upTo(told, byHand.count(question)));
                }
            }
        }
    }

    @Test
    void counts_captures_once_where_every_row_is_of_one_and_some_have_several() {
        for (int seed = 300; seed < 302; seed++) {
            // Given
            var made = new RandomRows(seed, 30);
            var ofCaptures = made.blocks().stream()
                    .map(block -> new CohortBlock(
                            block.key(),
                            block.fresh(),
                            block.rows().stream()
                                    .filter(row -> row.row().captureId() != null)
                                    .toList()))
                    .toList();
            assertThat(ofCaptures.stream().flatMap(block -> block.rows().stream()))
                    .anyMatch(BlockRow::severalRows);
            var index = holding(ofCaptures);
            var byHand = ByHand.of(ofCaptures);
            for (int i = 0; i < QUESTIONS / 5; i++) {
                for (var question : everyWay(made.question())) {
                    // When
                    var counts = index.count(question);

                    // Then
                    int told = question.personsUpTo();
                    assertThat(Told.upTo(told, counts))
                            .as("%s", question)
                            .isEqualTo(Told.upTo(told, byHand.count(question)));
                }
            }
        }
    }

    /** With all persons behind each bucket, with a few of them, and without. */
    private static List<CohortQuestion> everyWay(CohortQuestion question) {
        return List.of(question, question.withPersonsUpTo(4), question.withPersonsUpTo(0));
    }

    @Test
    void leaves_out_persons_behind_buckets_and_nothing_else_where_they_are_not_wanted() {
        // Given
        var made = new RandomRows(5, 80);
        var index = holding(made.blocks());
        var facets = new ArrayList<Facet>();
        for (var level : Level.values()) {
            facets.add(new Facet(CohortField.DIAGNOSIS, level, 0, 100));
        }
        var question = new CohortQuestion(AccessFilter.everything(), Criteria.everything(), facets);

        // When
        var wanted = index.count(question);
        var not = index.count(question.withPersonsUpTo(0));

        // Then
        assertThat(not.participants()).isEqualTo(wanted.participants()).isEqualTo(80);
        assertThat(not.surrogates()).isEqualTo(wanted.surrogates()).isPositive();
        assertThat(List.of(not.lesions(), not.captures(), not.withheld()))
                .isEqualTo(List.of(wanted.lesions(), wanted.captures(), wanted.withheld()));
        assertThat(not.facets().getFirst()).isEqualTo(wanted.facets().getFirst());
        for (int i = 1; i < facets.size(); i++) {
            assertThat(wanted.facets().get(i).buckets())
                    .isNotEmpty()
                    .allMatch(bucket -> bucket.participants() > 0 && bucket.surrogates() > 0);
            assertThat(not.facets().get(i).buckets())
                    .isEqualTo(wanted.facets().get(i).buckets().stream()
                            .map(bucket -> new CohortCounts.Bucket(bucket.value(), bucket.count(), 0, 0))
                            .toList());
        }
    }

    @Test
    void pages_through_every_matching_id_once_and_in_order() {
        for (int seed = 100; seed < 106; seed++) {
            // Given
            var made = new RandomRows(seed, 40);
            var index = holding(made.blocks());
            for (int i = 0; i < 30; i++) {
                var question = made.question();
                for (var level : Level.values()) {
                    // When
                    var found = new ArrayList<String>();
                    String after = null;
                    do {
                        var page = index.page(question, level, after, 7);
                        found.addAll(page.ids());
                        after = page.next();
                    } while (after != null);

                    // Then
                    assertThat(found).isEqualTo(ByHand.of(made.blocks()).ids(question, level));
                }
            }
        }
    }

    @Test
    void counts_persons_as_far_as_needed() {
        // Given
        var made = new RandomRows(7, 60);
        var index = holding(made.blocks());
        var questions = new ArrayList<CohortQuestion>();
        for (int i = 0; i < 100; i++) {
            questions.add(made.question());
        }
        for (var question : questions) {
            // When
            int persons = index.persons(question.access(), List.of(question.criteria()), 10)
                    .getFirst();

            // Then
            int all = ByHand.of(made.blocks()).ids(question, Level.PARTICIPANT).size();
            assertThat(Math.min(persons, 10)).isEqualTo(Math.min(all, 10));
        }
    }

    @Test
    void counts_who_has_the_least_or_greatest_value_as_far_as_needed() {
        // Given
        var made = new RandomRows(11, 60);
        var index = holding(made.blocks());
        var byHand = ByHand.of(made.blocks());
        for (int i = 0; i < 100; i++) {
            var question = made.question();
            int stopAt = 1 + i % 12;
            for (var field : List.of(CohortField.AGE_YEARS, CohortField.DAY, CohortField.LESION_CAPTURES)) {
                for (var edge : edges(question.criteria(), field, i % 50)) {
                    // When
                    int persons = index.personsAt(question.access(), List.of(edge), stopAt)
                            .getFirst();

                    // Then
                    int all = byHand.atEdge(question.access(), edge);
                    assertThat(Math.min(persons, stopAt)).as("%s", edge).isEqualTo(Math.min(all, stopAt));
                }
            }
        }
    }

    /** Edges of criteria that say nothing of the field, or bound it in one of the ways there are. */
    private static List<Edge> edges(Criteria criteria, CohortField field, int bound) {
        var upwards = new Criteria.Between(field, bound, null);
        var downwards = new Criteria.Between(field, null, bound);
        return Stream.of(
                        Criteria.everything(),
                        upwards,
                        downwards,
                        new Criteria.Not(upwards),
                        new Criteria.Not(downwards))
                .map(bounding -> new Criteria.All(List.of(criteria, bounding)))
                .flatMap(both -> Stream.of(new Edge(both, field, true), new Edge(both, field, false)))
                .toList();
    }

    @Test
    void shows_nothing_to_whom_nothing_is_allowed() {
        // Given
        var made = new RandomRows(3, 30);
        var index = holding(made.blocks());

        // When
        var all = index.count(new CohortQuestion(AccessFilter.everything(), Criteria.everything(), List.of()));
        var none = index.count(new CohortQuestion(AccessFilter.denyAll(), Criteria.everything(), List.of()));

        // Then
        assertThat(all.participants()).isEqualTo(30);
        assertThat(none.participants()).isZero();
        assertThat(none.withheld().count()).isZero();
    }

    @Test
    void refuses_pages_without_end() {
        var index = holding(List.of());
        var question = new CohortQuestion(AccessFilter.everything(), Criteria.everything(), List.of());

        assertThatIllegalArgumentException().isThrownBy(() -> index.page(question, Level.CAPTURE, null, 1001));
        assertThatIllegalArgumentException().isThrownBy(() -> index.page(question, Level.CAPTURE, null, 0));
    }
}

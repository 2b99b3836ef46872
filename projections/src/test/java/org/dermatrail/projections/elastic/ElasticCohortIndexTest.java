package org.dermatrail.projections.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.BlockRow;
import org.dermatrail.projections.cohort.CohortBlock;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CohortIndex;
import org.dermatrail.projections.cohort.CohortIndexConformance;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.CohortRow;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.cohort.Level;
import org.dermatrail.projections.cohort.RandomRows;
import org.dermatrail.projections.record.AskingRefused;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ElasticCohortIndexTest extends CohortIndexConformance {

    private final Registries registries = new Registries();

    @AfterEach
    void close() {
        registries.close();
    }

    @Override
    protected CohortIndex holding(List<CohortBlock> blocks) {
        return registries.holding(blocks);
    }

    private static CohortQuestion everything(Facet... facets) {
        return new CohortQuestion(AccessFilter.everything(), Criteria.everything(), List.of(facets));
    }

    private static List<CohortBlock> someBlocks() {
        return new RandomRows(5, 20).blocks();
    }

    private static CohortBlock withoutRows(CohortBlock block) {
        return new CohortBlock(block.key(), false, List.of());
    }

    @Test
    void a_block_that_was_taken_away_answers_no_more() {
        // Given
        var blocks = someBlocks();
        var index = registries.holding(blocks);

        // When
        index.write(blocks.stream().map(ElasticCohortIndexTest::withoutRows).toList());

        // Then
        assertThat(index.count(everything()).participants()).isZero();
        index.write(blocks.subList(0, 4));
        assertThat(index.count(everything()))
                .isEqualTo(registries.holding(blocks.subList(0, 4)).count(everything()));
    }

    @Test
    void a_block_that_is_replaced_answers_by_its_new_rows_alone() {
        // Given
        var old = row("p1", "c1", "NV");
        var index = registries.holding(List.of(new CohortBlock("L:l1", true, List.of(old))));

        // When
        index.write(List.of(new CohortBlock("L:l1", false, List.of(row("p1", "c2", "MEL"), row("p1", "c3", "MEL")))));

        // Then
        var facet = Facet.of(CohortField.DIAGNOSIS);
        assertThat(index.count(everything(facet)).facets().getFirst().buckets())
                .singleElement()
                .satisfies(bucket -> {
                    assertThat(bucket.value()).isEqualTo("MEL");
                    assertThat(bucket.count()).isEqualTo(2);
                    assertThat(bucket.participants()).isEqualTo(1);
                });
        assertThat(index.page(everything(), Level.CAPTURE, null, 10).ids()).containsExactly("c2", "c3");
    }

    private static BlockRow row(String participant, String capture, String diagnosis) {
        return new BlockRow(
                new CohortRow(
                        participant,
                        "l1",
                        capture,
                        "s",
                        "s/a",
                        true,
                        false,
                        false,
                        Map.of(CohortField.DIAGNOSIS, Set.of(diagnosis)),
                        Map.of()),
                0,
                0,
                0,
                false);
    }

    @Test
    void keeps_what_was_written_and_its_position_when_opened_again() {
        // Given
        var settings = registries.fresh();
        var index = registries.open(settings);
        assertThat(index.committedPosition()).isEqualTo(-1);
        index.write(someBlocks());
        index.commit(41);

        // When
        var again = registries.open(settings);

        // Then
        assertThat(again.committedPosition()).isEqualTo(41);
        assertThat(again.count(everything())).isEqualTo(index.count(everything()));
    }

    @Test
    void a_writer_that_was_replaced_writes_no_more() {
        // Given
        var settings = registries.fresh();
        var old = registries.open(settings);
        old.write(someBlocks());
        old.commit(3);
        var later = registries.open(settings);
        later.write(someBlocks().subList(0, 2));
        later.commit(9);

        // When
        assertThatThrownBy(() -> old.write(someBlocks())).isInstanceOf(WriterSuperseded.class);
        assertThatThrownBy(() -> old.commit(4)).isInstanceOf(WriterSuperseded.class);

        // Then
        assertThat(later.committedPosition()).isEqualTo(9);
    }

    @Test
    void holds_nothing_after_it_was_emptied() {
        // Given
        var index = registries.open(registries.fresh());
        index.write(someBlocks());
        index.commit(7);

        // When
        index.clear();

        // Then
        assertThat(index.count(everything()).participants()).isZero();
        assertThat(index.committedPosition()).isEqualTo(-1);
        index.write(someBlocks());
        assertThat(index.count(everything()).participants()).isEqualTo(20);
    }

    @Test
    void a_question_sees_what_was_written_before_it_while_more_is_being_written() throws Exception {
        // Given
        var index = registries.open(registries.fresh());
        var seen = new AtomicInteger();
        try (var writing = Executors.newSingleThreadExecutor()) {
            var done = writing.submit(() -> {
                for (int i = 0; i < 10; i++) {
                    index.announce();
                    seen.set(20 * (i + 1));
                    index.write(new RandomRows(i, 20, 20 * i).blocks());
                    index.announced();
                }
                return true;
            });
            while (!done.isDone()) {
                // When
                int atLeast = seen.get();
                long participants = index.count(everything()).participants();

                // Then
                assertThat(participants).isGreaterThanOrEqualTo(atLeast);
                assertThat(participants % 20).as("a batch is seen whole").isZero();
            }
            assertThat(done.get()).isTrue();
        }
    }

    @Test
    void tells_of_another_moment_whenever_an_answer_may_have_changed() {
        var index = registries.open(registries.fresh());
        var moments = new ArrayList<Object>();
        moments.add(index.moment());
        for (var block : someBlocks().subList(0, 4)) {
            index.write(List.of(block));
            assertThat(index.moment()).isEqualTo(index.moment());
            moments.add(index.moment());
            index.write(List.of(withoutRows(block)));
            moments.add(index.moment());
        }
        index.clear();
        moments.add(index.moment());

        assertThat(moments).doesNotHaveDuplicates();
    }

    @Test
    void refuses_rows_that_contradict_each_other_in_what_is_the_participants() {
        var index = registries.open(registries.fresh());
        var first = row("p1", "c1", "NV").row();
        var other = new CohortRow("p1", "l1", "c2", "s", "s/a", false, false, false, first.keywords(), first.numbers());
        var rows = List.of(new BlockRow(first, 0, 0, 0, false), new BlockRow(other, 0, 0, 1, false));

        assertThatThrownBy(() -> index.write(List.of(new CohortBlock("L:l1", true, rows))))
                .isInstanceOfSatisfying(
                        ClusterRefusal.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(ClusterRefusal.ROWS_DISAGREE));
        assertThat(index.count(everything()).participants()).isZero();
    }

    @Test
    void refuses_a_facet_of_more_values_than_it_asks_for() {
        var settings = registries.fresh().with(new ElasticSettings.Limits(1 << 20, 2));
        var index = registries.open(settings);
        index.write(someBlocks());

        assertThatThrownBy(() -> index.count(everything(Facet.of(CohortField.DIAGNOSIS))))
                .isInstanceOfSatisfying(
                        AskingRefused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("TOO_MANY_VALUES"));
    }

    @Test
    void refuses_a_question_that_finds_more_values_than_the_cluster_gives_at_once() {
        // Given
        var index = registries.holding(someBlocks());
        var question = everything(
                new Facet(CohortField.DAY, Level.CAPTURE, 1, 100),
                new Facet(CohortField.AGE_YEARS, Level.LESION, 1, 100));
        limit("10");
        try {
            // When
            assertThatThrownBy(() -> index.count(question))
                    .isInstanceOfSatisfying(
                            AskingRefused.class,
                            refused -> assertThat(refused.refusal().code()).isEqualTo("TOO_MANY_VALUES"));
        } finally {
            limit(null);
        }
        assertThat(index.count(question).participants()).isEqualTo(20);
    }

    private static void limit(@Nullable String buckets) {
        assertThat(Registries.plainly(
                        "PUT", "/_cluster/settings", "{\"persistent\": {\"search.max_buckets\": " + buckets + "}}"))
                .contains("\"acknowledged\":true");
    }

    @Test
    void nothing_that_is_not_in_the_mapping_is_taken() {
        var settings = registries.fresh();
        var index = registries.open(settings);
        assertThat(index.count(everything()).participants()).isZero();

        var answer = Registries.plainly("POST", "/" + settings.prefix() + "-cohort/_doc", "{\"patientName\": \"Doe\"}");

        assertThat(answer).contains("strict_dynamic_mapping_exception");
    }
}

package org.dermatrail.projections.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.RandomRows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RebuildingBesideTest {

    private static final CohortQuestion EVERYTHING =
            new CohortQuestion(AccessFilter.everything(), Criteria.everything(), List.of());

    private final Registries registries = new Registries();

    @AfterEach
    void close() {
        registries.close();
    }

    @Test
    void every_question_is_answered_by_the_old_index_whole_or_the_new_one_whole() throws Exception {
        // Given
        var settings = registries.fresh();
        var before = registries.open(settings);
        before.write(new RandomRows(1, 30).blocks());
        var answers = ConcurrentHashMap.<Long>newKeySet();
        var stop = new AtomicBoolean();
        try (var asking = Executors.newFixedThreadPool(2)) {
            var asker = registries.open(settings);
            for (int i = 0; i < 2; i++) {
                asking.execute(() -> {
                    while (!stop.get()) {
                        answers.add(asker.count(EVERYTHING).participants());
                    }
                });
            }

            // When
            try (var next = ElasticCohortIndex.beside(settings)) {
                for (int i = 0; i < 5; i++) {
                    next.write(new RandomRows(i, 9, 9 * i).blocks());
                }
                next.commit(99);
                assertThat(before.count(EVERYTHING).participants()).isEqualTo(30);
                assertThat(next.count(EVERYTHING).participants()).isEqualTo(45);
                answers.add(asker.count(EVERYTHING).participants());
                next.putInUse();
                answers.add(asker.count(EVERYTHING).participants());
            } finally {
                stop.set(true);
            }
        }

        // Then
        assertThat(answers).containsExactlyInAnyOrder(30L, 45L);
        var now = registries.open(settings);
        assertThat(now.committedPosition()).isEqualTo(99);
        assertThat(Registries.plainly("GET", "/_cat/indices/" + settings.prefix() + "-*?h=index", "")
                        .lines())
                .containsExactly(settings.prefix() + "-cohort-000002");
    }

    @Test
    void what_another_version_laid_out_is_emptied_when_it_is_opened_so_that_it_is_fed_anew() {
        // Given
        var settings = registries.fresh();
        var before = registries.open(settings);
        before.write(new RandomRows(1, 30).blocks());
        before.commit(41);
        assertThat(registries.open(settings).committedPosition()).isEqualTo(41);
        Registries.layOutOtherwise(settings);

        // When
        var now = registries.open(settings);

        // Then
        assertThat(now.committedPosition()).isEqualTo(-1);
        assertThat(now.count(EVERYTHING).participants()).isZero();
        now.write(new RandomRows(1, 30).blocks());
        now.commit(41);
        assertThat(registries.open(settings).committedPosition()).isEqualTo(41);
        assertThat(now.count(EVERYTHING).participants()).isEqualTo(30);
    }
}

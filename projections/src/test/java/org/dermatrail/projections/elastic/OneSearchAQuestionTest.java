package org.dermatrail.projections.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.Edge;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.cohort.Level;
import org.dermatrail.projections.cohort.RandomRows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OneSearchAQuestionTest {

    private static final List<Facet> TEN = List.of(
            Facet.of(CohortField.SITE),
            Facet.of(CohortField.SEX),
            Facet.of(CohortField.DIAGNOSIS),
            Facet.of(CohortField.DIAGNOSIS_GROUP),
            Facet.of(CohortField.CONFIRMATION),
            Facet.of(CohortField.ANATOMIC_SITE),
            Facet.of(CohortField.ANATOMIC_REGION),
            Facet.of(CohortField.MODALITY),
            new Facet(CohortField.AGE_YEARS, Level.CAPTURE, 10, 100),
            new Facet(CohortField.DIAGNOSIS, Level.LESION, 0, 100));

    private static final CohortQuestion QUESTION =
            new CohortQuestion(AccessFilter.everything(), Criteria.everything(), TEN);

    private final Registries registries = new Registries();
    private final FaultyDoor door;
    private final ElasticCohortIndex index;

    OneSearchAQuestionTest() throws IOException {
        door = new FaultyDoor(ElasticServer.shared().address());
        var settings = registries.fresh();
        index = registries.open(ElasticSettings.of(List.of(door.address()), settings.prefix(), settings.credentials()));
    }

    @BeforeEach
    void fill() {
        index.write(new RandomRows(41, 60).blocks());
    }

    @AfterEach
    void close() {
        registries.close();
        door.close();
    }

    /** What was asked of the cluster meanwhile. */
    private List<String> asked(Runnable question) {
        int before = door.asked().size();
        question.run();
        return door.asked().subList(before, door.asked().size());
    }

    @Test
    void a_count_with_ten_facets_is_one() {
        var asked = asked(() -> assertThat(index.count(QUESTION).facets()).hasSize(TEN.size()));

        assertThat(asked).singleElement().asString().endsWith("/_search");
    }

    @Test
    void a_page_is_one_at_every_level_and_the_next_page_too() {
        for (var level : Level.values()) {
            var first = index.page(QUESTION, level, null, 10);
            var asked = asked(() -> assertThat(
                            index.page(QUESTION, level, first.next(), 10).ids())
                    .doesNotContainAnyElementsOf(first.ids()));

            assertThat(first.next()).isNotNull();
            assertThat(asked).singleElement().asString().endsWith("/_search");
            assertThat(asked(() ->
                            assertThat(index.page(QUESTION, level, null, 10)).isEqualTo(first)))
                    .hasSize(1);
        }
    }

    @Test
    void all_neighbours_of_a_question_are_one_request_of_searches_and_all_edges_one_search() {
        var places = index.count(QUESTION).facets().get(5).buckets();
        var criteria = places.stream()
                .<Criteria>map(each -> new Criteria.In(CohortField.ANATOMIC_SITE, Set.of(each.value())))
                .toList();
        var edges = criteria.stream()
                .map(each -> new Edge(each, CohortField.AGE_YEARS, true))
                .toList();

        assertThat(criteria).hasSizeGreaterThan(2);
        assertThat(asked(() -> assertThat(index.persons(AccessFilter.everything(), criteria, 10))
                        .hasSameSizeAs(criteria)))
                .singleElement()
                .asString()
                .endsWith("_msearch");
        assertThat(asked(() -> assertThat(index.personsAt(AccessFilter.everything(), edges, 10))
                        .hasSameSizeAs(edges)))
                .singleElement()
                .asString()
                .endsWith("/_search");
    }
}

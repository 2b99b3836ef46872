package org.dermatrail.projections.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CohortIndex;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.Edge;
import org.dermatrail.projections.cohort.Level;
import org.dermatrail.projections.cohort.RandomRows;
import org.dermatrail.projections.disclosure.CohortDesk;
import org.dermatrail.projections.disclosure.DisclosurePolicy;
import org.dermatrail.projections.lucene.LuceneCohortIndex;
import org.dermatrail.projections.record.AsOf;
import org.dermatrail.projections.record.AskingRefused;
import org.dermatrail.projections.record.ParkedEvents;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One meaning, two engines: more than 2,000 questions, each answered by both. */
class SameAnswersAsLuceneTest {

    private static final int QUESTIONS = 700;
    private static final int AT_ONCE = 20;
    private static final int STOP_AT = 10;

    @TempDir
    Path folder = Path.of("");

    private record Engines(CohortIndex lucene, CohortIndex elastic) {}

    @ParameterizedTest
    @CsvSource({"31, 60", "32, 300", "33, 1500"})
    void are_given_to_every_question(long seed, int participants) {
        var made = new RandomRows(seed, participants);
        try (var registries = new Registries();
                var lucene = LuceneCohortIndex.open(folder)) {
            // Given
            lucene.write(made.blocks());
            var engines = new Engines(lucene, registries.holding(made.blocks()));
            var several = new ArrayList<CohortQuestion>();
            for (int i = 0; i < QUESTIONS; i++) {
                // When
                var question = made.question();
                several.add(question);

                // Then
                assertThat(engines.elastic().count(question)).as("%s", question).isEqualTo(lucene.count(question));
                if (i % 4 == 0) {
                    pages(engines, question);
                }
                if (several.size() == AT_ONCE) {
                    persons(engines, several);
                    desks(engines, several);
                    several.clear();
                }
            }
        }
    }

    private static void pages(Engines engines, CohortQuestion question) {
        for (var level : Level.values()) {
            String after = null;
            for (int page = 0; page < 3; page++) {
                var expected = engines.lucene().page(question, level, after, 40);
                assertThat(engines.elastic().page(question, level, after, 40))
                        .as("%s %s after %s", question, level, after)
                        .isEqualTo(expected);
                after = expected.next();
                if (after == null) {
                    break;
                }
            }
        }
    }

    private static void persons(Engines engines, List<CohortQuestion> questions) {
        var access = questions.getFirst().access();
        var criteria = questions.stream().map(CohortQuestion::criteria).toList();
        var elastic = engines.elastic().persons(access, criteria, STOP_AT);
        assertThat(asFarAsNeeded(elastic))
                .isEqualTo(asFarAsNeeded(engines.lucene().persons(access, criteria, STOP_AT)));
        for (var field : List.of(CohortField.AGE_YEARS, CohortField.DAY)) {
            var edges = new ArrayList<Edge>();
            for (Criteria each : criteria) {
                edges.add(new Edge(each, field, true));
                edges.add(new Edge(each, field, false));
            }
            assertThat(asFarAsNeeded(engines.elastic().personsAt(access, edges, STOP_AT)))
                    .isEqualTo(asFarAsNeeded(engines.lucene().personsAt(access, edges, STOP_AT)));
        }
    }

    private static List<Integer> asFarAsNeeded(List<Integer> counts) {
        return counts.stream().map(count -> Math.min(count, STOP_AT)).toList();
    }

    private static void desks(Engines engines, List<CohortQuestion> questions) {
        for (var question : questions.subList(0, AT_ONCE / 4)) {
            assertThat(told(engines.elastic(), question))
                    .as("%s", question)
                    .isEqualTo(told(engines.lucene(), question));
        }
    }

    /** What a researcher is told: an answer with what must be hidden hidden, or the code of a refusal. */
    private static @Nullable Object told(CohortIndex index, CohortQuestion question) {
        var desk = new CohortDesk(
                index,
                cut -> {
                    throw new AssertionError("nobody asked as of a cut");
                },
                ParkedEvents.NONE);
        try {
            return desk.ask(question, new AsOf.Live(), DisclosurePolicy.RESEARCHER);
        } catch (AskingRefused refused) {
            return refused.refusal().code();
        }
    }
}

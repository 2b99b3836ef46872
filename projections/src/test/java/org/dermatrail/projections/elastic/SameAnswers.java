package org.dermatrail.projections.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CohortIndex;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.Edge;
import org.dermatrail.projections.cohort.Level;
import org.dermatrail.projections.cohort.Told;
import org.dermatrail.projections.disclosure.CohortDesk;
import org.dermatrail.projections.disclosure.DisclosurePolicy;
import org.dermatrail.projections.record.AsOf;
import org.dermatrail.projections.record.AskingRefused;
import org.dermatrail.projections.record.ParkedEvents;
import org.jspecify.annotations.Nullable;

/**
 * Two engines that hold the same: counts and facets, pages by cursor, and what is told to a researcher and to a keeper must be equal.
 *
 * @param lucene what is expected
 * @param elastic what is compared with it
 */
public record SameAnswers(CohortIndex lucene, CohortIndex elastic) {

    private static final int AT_ONCE = 20;
    private static final int STOP_AT = 10;

    /** Asks both so many questions, several at a time, and says how many answers were of somebody. */
    public int toEach(Supplier<CohortQuestion> questions, int howMany) {
        var drawn = Stream.generate(questions).limit(howMany).toList();
        return IntStream.iterate(0, from -> from < howMany, from -> from + AT_ONCE)
                .parallel()
                .map(from -> toSeveral(drawn.subList(from, Math.min(howMany, from + AT_ONCE))))
                .sum();
    }

    private int toSeveral(List<CohortQuestion> several) {
        int ofSomebody = 0;
        for (int i = 0; i < several.size(); i++) {
            var question = several.get(i);
            var expected = lucene.count(question);
            assertThat(elastic.count(question)).as("%s", question).isEqualTo(expected);
            ofSomebody += expected.participants() > 0 ? 1 : 0;
            if (i % 4 == 0) {
                var impersonal = question.withPersonsUpTo(0);
                assertThat(Told.upTo(0, elastic.count(impersonal)))
                        .as("%s", impersonal)
                        .isEqualTo(Told.upTo(0, lucene.count(impersonal)));
                pages(question);
            }
        }
        persons(several);
        desks(several.subList(0, several.size() / 4));
        return ofSomebody;
    }

    private void pages(CohortQuestion question) {
        for (var level : Level.values()) {
            String after = null;
            for (int page = 0; page < 3; page++) {
                var expected = lucene.page(question, level, after, 40);
                assertThat(elastic.page(question, level, after, 40))
                        .as("%s %s after %s", question, level, after)
                        .isEqualTo(expected);
                after = expected.next();
                if (after == null) {
                    break;
                }
            }
        }
    }

    private void persons(List<CohortQuestion> questions) {
        var access = questions.getFirst().access();
        var criteria = questions.stream().map(CohortQuestion::criteria).toList();
        var found = elastic.persons(access, criteria, STOP_AT);
        assertThat(asFarAsNeeded(found)).isEqualTo(asFarAsNeeded(lucene.persons(access, criteria, STOP_AT)));
        for (var field : List.of(CohortField.AGE_YEARS, CohortField.DAY)) {
            var edges = new ArrayList<Edge>();
            for (Criteria each : criteria) {
                edges.add(new Edge(each, field, true));
                edges.add(new Edge(each, field, false));
            }
            assertThat(asFarAsNeeded(elastic.personsAt(access, edges, STOP_AT)))
                    .isEqualTo(asFarAsNeeded(lucene.personsAt(access, edges, STOP_AT)));
        }
    }

    private static List<Integer> asFarAsNeeded(List<Integer> counts) {
        return counts.stream().map(count -> Math.min(count, STOP_AT)).toList();
    }

    private void desks(List<CohortQuestion> questions) {
        for (var question : questions) {
            for (var policy : List.of(DisclosurePolicy.RESEARCHER, DisclosurePolicy.EXACT)) {
                assertThat(told(elastic, question, policy))
                        .as("%s %s", policy, question)
                        .isEqualTo(told(lucene, question, policy));
            }
        }
    }

    /** What is told under a policy: an answer with what must be hidden hidden, or the code of a refusal. */
    private static @Nullable Object told(CohortIndex index, CohortQuestion question, DisclosurePolicy policy) {
        var desk = new CohortDesk(
                index,
                cut -> {
                    throw new AssertionError("nobody asked as of a cut");
                },
                ParkedEvents.NONE);
        try {
            return desk.ask(question, new AsOf.Live(), policy);
        } catch (AskingRefused refused) {
            return refused.refusal().code();
        }
    }
}

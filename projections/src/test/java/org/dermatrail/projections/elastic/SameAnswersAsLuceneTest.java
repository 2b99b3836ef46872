package org.dermatrail.projections.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.dermatrail.projections.cohort.RandomRows;
import org.dermatrail.projections.lucene.LuceneCohortIndex;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One meaning, two engines: more than 2,000 questions, each answered by both. */
class SameAnswersAsLuceneTest {

    private static final int QUESTIONS = 700;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"31, 60", "32, 300", "33, 1500"})
    void are_given_to_every_question(long seed, int participants) {
        var made = new RandomRows(seed, participants);
        try (var registries = new Registries();
                var lucene = LuceneCohortIndex.open(folder)) {
            // Given
            lucene.write(made.blocks());
            var same = new SameAnswers(lucene, registries.holding(made.blocks()));

            // When
            int ofSomebody = same.toEach(made::question, QUESTIONS);

            // Then
            assertThat(ofSomebody).isGreaterThan(QUESTIONS / 4);
        }
    }
}

package org.dermatrail.projections.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneTokenStoreTest {

    private static final String PROCESSOR = "read-side";
    private static final TrackingToken SEVEN = new GlobalSequenceTrackingToken(7);

    private final Path folder;
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger commits = new AtomicInteger();
    private LuceneCohortIndex index;
    private LuceneTokenStore tokens;

    LuceneTokenStoreTest(@TempDir Path folder) {
        this.folder = folder;
        index = LuceneCohortIndex.open(folder);
        tokens = over(index, nanos, commits);
        tokens.initializeTokenSegments(PROCESSOR, 1);
    }

    @AfterEach
    void close() {
        index.close();
    }

    private static LuceneTokenStore over(LuceneCohortIndex in, AtomicLong nanos, AtomicInteger commits) {
        return new LuceneTokenStore(
                in,
                Jackson3Serializer.builder().build(),
                () -> {
                    commits.incrementAndGet();
                    in.commit(0);
                },
                Duration.ofSeconds(5),
                nanos::get);
    }

    private void reopen() {
        index.close();
        index = LuceneCohortIndex.open(folder);
        tokens = over(index, nanos, commits);
    }

    @Test
    void a_token_counts_from_when_its_unit_of_work_committed() {
        // Given
        var rolledBack = DefaultUnitOfWork.startAndGet(null);
        tokens.storeToken(SEVEN, PROCESSOR, 0);
        rolledBack.rollback();
        assertThat(tokens.fetchToken(PROCESSOR, 0)).isNull();

        // When
        var committed = DefaultUnitOfWork.startAndGet(null);
        tokens.storeToken(SEVEN, PROCESSOR, 0);
        assertThat(tokens.fetchToken(PROCESSOR, 0)).isNull();
        committed.commit();

        // Then
        assertThat(tokens.fetchToken(PROCESSOR, 0)).isEqualTo(SEVEN);
    }

    @Test
    void a_token_that_was_not_committed_with_the_index_is_forgotten_with_its_rows() {
        // Given
        tokens.storeToken(SEVEN, PROCESSOR, 0);
        tokens.commit();
        tokens.storeToken(new GlobalSequenceTrackingToken(8), PROCESSOR, 0);

        // When
        reopen();

        // Then
        assertThat(tokens.fetchToken(PROCESSOR, 0)).isEqualTo(SEVEN);
        assertThat(tokens.fetchSegments(PROCESSOR)).containsExactly(0);
    }

    @Test
    void the_index_is_committed_once_in_a_while_and_when_the_processor_is_idle() {
        tokens.storeToken(SEVEN, PROCESSOR, 0);
        assertThat(commits).hasValue(0);

        nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        tokens.extendClaim(PROCESSOR, 0);
        assertThat(commits).hasValue(1);

        nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        tokens.extendClaim(PROCESSOR, 0);
        assertThat(commits).as("nothing new").hasValue(1);

        tokens.storeToken(new GlobalSequenceTrackingToken(8), PROCESSOR, 0);
        assertThat(commits).hasValue(2);
    }

    @Test
    void of_a_reset_the_place_is_kept() {
        var replay = ReplayToken.createReplayToken(SEVEN, new GlobalSequenceTrackingToken(2));

        tokens.storeToken(replay, PROCESSOR, 0);
        tokens.commit();
        reopen();

        assertThat(tokens.fetchToken(PROCESSOR, 0)).isEqualTo(new GlobalSequenceTrackingToken(2));
    }

    @Test
    void a_segment_that_was_not_initialized_cannot_be_claimed() {
        assertThatThrownBy(() -> tokens.fetchToken(PROCESSOR, 1)).isInstanceOf(UnableToClaimTokenException.class);

        tokens.deleteToken(PROCESSOR, 0);

        assertThatThrownBy(() -> tokens.fetchToken(PROCESSOR, 0)).isInstanceOf(UnableToClaimTokenException.class);
        assertThat(tokens.fetchSegments(PROCESSOR)).isEmpty();
    }
}

package org.dermatrail.ops.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.junit.jupiter.api.Test;

/** What every store of positions must show. Adapters give an empty store, the same for another node, and a restart. */
public abstract class TokenStoreConformance {

    private static final String PROCESSOR = "lesion-history";

    /** The store under test, as this node sees it. */
    protected abstract TokenStore store() throws Exception;

    /** The same store, as another node sees it. */
    protected abstract TokenStore ofAnotherNode() throws Exception;

    /** The same store, closed and opened again by this node. */
    protected abstract TokenStore restarted() throws Exception;

    @Test
    void a_position_is_read_back_as_stored() throws Exception {
        // Given
        store().initializeTokenSegments(PROCESSOR, 1, new GlobalSequenceTrackingToken(3));
        assertThat(store().fetchToken(PROCESSOR, 0)).isEqualTo(new GlobalSequenceTrackingToken(3));

        // When
        store().storeToken(new GlobalSequenceTrackingToken(42), PROCESSOR, 0);

        // Then
        assertThat(store().fetchToken(PROCESSOR, 0)).isEqualTo(new GlobalSequenceTrackingToken(42));
    }

    @Test
    void a_processor_that_never_read_has_no_position() throws Exception {
        // Given
        store().initializeTokenSegments(PROCESSOR, 2);

        // Then
        assertThat(store().fetchSegments(PROCESSOR)).containsExactly(0, 1);
        assertThat(store().fetchToken(PROCESSOR, 1)).isNull();
        assertThat(store().fetchAvailableSegments(PROCESSOR)).hasSize(2);
    }

    @Test
    void segments_are_initialised_once() throws Exception {
        // Given
        store().initializeTokenSegments(PROCESSOR, 1);

        // Then
        assertThatThrownBy(() -> store().initializeTokenSegments(PROCESSOR, 1))
                .isInstanceOf(UnableToClaimTokenException.class);
    }

    @Test
    void a_claim_keeps_other_nodes_out_until_it_is_released() throws Exception {
        // Given
        store().initializeTokenSegments(PROCESSOR, 1);
        store().fetchToken(PROCESSOR, Segment.ROOT_SEGMENT);

        // Then
        assertThatThrownBy(() -> ofAnotherNode().fetchToken(PROCESSOR, 0))
                .isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> ofAnotherNode().storeToken(new GlobalSequenceTrackingToken(1), PROCESSOR, 0))
                .isInstanceOf(UnableToClaimTokenException.class);

        // When
        store().releaseClaim(PROCESSOR, 0);

        // Then
        assertThat(ofAnotherNode().fetchToken(PROCESSOR, 0)).isNull();
        assertThatThrownBy(() -> store().fetchToken(PROCESSOR, 0)).isInstanceOf(UnableToClaimTokenException.class);
    }

    @Test
    void a_replay_in_progress_survives_a_restart() throws Exception {
        // Given
        var replay =
                ReplayToken.createReplayToken(new GlobalSequenceTrackingToken(10), new GlobalSequenceTrackingToken(4));
        store().initializeTokenSegments(PROCESSOR, 1);
        store().fetchToken(PROCESSOR, 0);

        // When
        store().storeToken(replay, PROCESSOR, 0);

        // Then
        assertThat(restarted().fetchToken(PROCESSOR, 0)).isEqualTo(replay);
    }

    @Test
    void a_deleted_segment_is_gone() throws Exception {
        // Given
        store().initializeTokenSegments(PROCESSOR, 1);
        store().fetchToken(PROCESSOR, 0);

        // When
        store().deleteToken(PROCESSOR, 0);

        // Then
        assertThat(store().fetchSegments(PROCESSOR)).isEmpty();
        assertThatThrownBy(() -> store().fetchToken(PROCESSOR, 0)).isInstanceOf(UnableToClaimTokenException.class);
    }

    @Test
    void the_store_keeps_its_own_name() throws Exception {
        // Given
        var name = store().retrieveStorageIdentifier();

        // Then
        assertThat(name).isPresent();
        assertThat(restarted().retrieveStorageIdentifier()).isEqualTo(name);
    }
}

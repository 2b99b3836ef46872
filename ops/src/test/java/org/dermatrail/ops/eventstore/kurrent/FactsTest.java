package org.dermatrail.ops.eventstore.kurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server sends, and what is taken of a page that it does not filter, are the same streams. */
class FactsTest {

    private static final Facts OWN = new Facts("");
    private static final Facts TRIAL = new Facts("_trial1:");

    private static boolean isSent(Facts facts, String stream) {
        return Pattern.compile(facts.filter()).matcher(stream).find();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Capture-1", "Event-$1", "Study-study:_s", "x"})
    void streams_of_the_registry_are_sent_and_taken(String stream) {
        assertThat(isSent(OWN, stream)).isTrue();
        assertThat(OWN.areIn(stream)).isTrue();
        assertThat(isSent(TRIAL, "_trial1:" + stream)).isTrue();
        assertThat(TRIAL.areIn("_trial1:" + stream)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$stats-0", "$$Capture-1", "_snapshot-Capture-1", "_trial1:Capture-1", "_", "$", ""})
    void streams_of_the_server_snapshots_and_trials_are_neither_sent_nor_taken(String stream) {
        assertThat(isSent(OWN, stream)).isFalse();
        assertThat(OWN.areIn(stream)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Capture-1", "_trial2:Capture-1", "x_trial1:Capture-1", "_trial1:_snapshot-1", "_trial1:"})
    void a_trial_sees_its_own_streams_alone(String stream) {
        assertThat(isSent(TRIAL, stream)).isFalse();
        assertThat(TRIAL.areIn(stream)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"trial", "_trial", "_Trial:", "_a.b:", "_a:_b:", "$a:"})
    void a_space_that_a_registry_would_see_or_a_filter_would_misread_is_refused(String space) {
        assertThatThrownBy(() -> new Facts(space)).isInstanceOf(IllegalArgumentException.class);
    }
}

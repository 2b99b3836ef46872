package org.dermatrail.ops.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.eventstore.SampleEvents.event;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.deadletter.Cause;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.junit.jupiter.api.Test;

/** What every queue of parked events must show. Adapters give empty queues of processors and a restart. */
public abstract class DeadLetterQueueConformance {

    /** The queue of a processor. */
    protected abstract SequencedDeadLetterQueue<EventMessage<?>> queue(String processor) throws Exception;

    /** The same, closed and opened again. */
    protected abstract SequencedDeadLetterQueue<EventMessage<?>> restarted(String processor) throws Exception;

    @Test
    void a_parked_event_comes_back_with_its_cause_and_all_it_carried() throws Exception {
        // Given
        var parked = tracked("capture", 3);

        // When
        queue("cohort").enqueue("participant", letter("participant", parked));

        // Then
        assertThat(letters(restarted("cohort"), "participant")).singleElement().satisfies(letter -> {
            assertThat(letter.message()).isInstanceOf(DomainEventMessage.class);
            assertThat(letter.message().getIdentifier()).isEqualTo(parked.getIdentifier());
            assertThat(letter.message().getPayload()).isEqualTo(parked.getPayload());
            assertThat(letter.message().getMetaData()).isEqualTo(parked.getMetaData());
            assertThat(letter.message().getTimestamp()).isEqualTo(parked.getTimestamp());
            assertThat(letter.cause().map(Cause::message)).contains("poison");
        });
    }

    @Test
    void letters_of_a_key_keep_their_order_and_hold_back_those_that_follow() throws Exception {
        // Given
        var queue = queue("cohort");
        queue.enqueue("participant", letter("participant", tracked("capture", 0)));

        // When
        var held = queue.enqueueIfPresent(
                "participant", () -> new GenericDeadLetter<>("participant", tracked("capture", 1)));
        var passed = queue.enqueueIfPresent(
                "someone else", () -> new GenericDeadLetter<>("someone else", tracked("other", 0)));

        // Then
        assertThat(held).isTrue();
        assertThat(passed).isFalse();
        assertThat(letters(queue, "participant"))
                .extracting(letter -> ((DomainEventMessage<?>) letter.message()).getSequenceNumber())
                .containsExactly(0L, 1L);
        assertThat(queue.contains("participant")).isTrue();
        assertThat(queue.contains("someone else")).isFalse();
        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.amountOfSequences()).isEqualTo(1);
    }

    @Test
    void an_event_delivered_again_is_parked_once_and_keeps_place_and_cause() throws Exception {
        // Given
        var queue = queue("cohort");
        var first = tracked("capture", 0);
        queue.enqueue("participant", letter("participant", first));
        queue.enqueue("participant", letter("participant", tracked("capture", 1)));

        // When
        queue.enqueue("participant", new GenericDeadLetter<>("participant", first));

        // Then
        assertThat(letters(queue, "participant")).hasSize(2).first().satisfies(letter -> {
            assertThat(letter.message().getIdentifier()).isEqualTo(first.getIdentifier());
            assertThat(letter.cause()).isPresent();
        });
    }

    @Test
    void processors_do_not_see_one_anothers_letters() throws Exception {
        // Given
        var shared = tracked("capture", 0);
        queue("cohort").enqueue("participant", letter("participant", shared));
        queue("history").enqueue("participant", letter("participant", shared));

        // When
        queue("cohort").clear();

        // Then
        assertThat(queue("cohort").size()).isZero();
        assertThat(queue("history").size()).isEqualTo(1);
    }

    @Test
    void processing_takes_the_letters_of_a_key_in_order_and_removes_them() throws Exception {
        // Given
        var queue = queue("cohort");
        for (var i = 0; i < 3; i++) {
            queue.enqueue("participant", letter("participant", tracked("capture", i)));
        }
        var seen = new ArrayList<Long>();

        // When
        var processed = queue.process(letter -> {
            seen.add(((DomainEventMessage<?>) letter.message()).getSequenceNumber());
            return Decisions.evict();
        });

        // Then
        assertThat(processed).isTrue();
        assertThat(seen).containsExactly(0L, 1L, 2L);
        assertThat(queue.size()).isZero();
    }

    @Test
    void a_letter_that_fails_again_stays_with_its_new_cause() throws Exception {
        // Given
        var queue = queue("cohort");
        queue.enqueue("participant", letter("participant", tracked("capture", 0)));

        // When
        var processed = queue.process(_ -> Decisions.requeue(new IllegalStateException("still poison")));

        // Then
        assertThat(processed).isFalse();
        assertThat(letters(queue, "participant")).singleElement().satisfies(letter -> assertThat(
                        letter.cause().map(Cause::message))
                .contains("still poison"));
    }

    @Test
    void a_key_is_found_for_processing_among_many() throws Exception {
        // Given
        var queue = queue("cohort");
        for (var i = 0; i < 35; i++) {
            queue.enqueue("participant-" + i, letter("participant-" + i, tracked("capture-" + i, 0)));
        }

        // When
        var processed = queue.process(
                letter -> ((DomainEventMessage<?>) letter.message())
                        .getAggregateIdentifier()
                        .equals("capture-34"),
                _ -> Decisions.evict());

        // Then
        assertThat(processed).isTrue();
        assertThat(queue.contains("participant-34")).isFalse();
        assertThat(queue.amountOfSequences()).isEqualTo(34);
    }

    @Test
    void the_number_of_keys_follows_every_change() throws Exception {
        // Given
        var queue = queue("cohort");
        var before = queue.amountOfSequences();

        // When, Then
        queue.enqueue("one", letter("one", tracked("capture", 0)));
        queue.enqueue("two", letter("two", tracked("other", 0)));
        assertThat(queue.amountOfSequences()).isEqualTo(before + 2);

        queue.evict(letters(queue, "one").getFirst());
        assertThat(queue.amountOfSequences()).isEqualTo(before + 1);

        assertThat(queue.process(_ -> Decisions.evict())).isTrue();
        assertThat(queue.amountOfSequences()).isEqualTo(before);

        queue.enqueue("three", letter("three", tracked("capture", 1)));
        assertThat(queue.amountOfSequences()).isEqualTo(before + 1);

        queue.clear();
        assertThat(queue.amountOfSequences()).isZero();
    }

    @Test
    void all_letters_are_listed_once() throws Exception {
        // Given
        var queue = queue("cohort");
        for (var i = 0; i < 130; i++) {
            queue.enqueue("participant-" + i % 2, letter("participant-" + i % 2, tracked("capture", i)));
        }

        // Then
        var ids = new ArrayList<String>();
        queue.deadLetters()
                .forEach(sequence ->
                        sequence.forEach(letter -> ids.add(letter.message().getIdentifier())));
        assertThat(ids).hasSize(130).doesNotHaveDuplicates();
    }

    private static List<DeadLetter<? extends EventMessage<?>>> letters(
            SequencedDeadLetterQueue<EventMessage<?>> queue, String key) {
        var letters = new ArrayList<DeadLetter<? extends EventMessage<?>>>();
        queue.deadLetterSequence(key).forEach(letters::add);
        return letters;
    }

    private static EventMessage<?> tracked(String stream, long sequence) {
        return new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(sequence + 1), event(stream, sequence));
    }

    private static DeadLetter<EventMessage<?>> letter(String key, EventMessage<?> event) {
        return new GenericDeadLetter<>(key, event, new IllegalStateException("poison"));
    }
}

package org.dermatrail.projections.elastic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.DeadLetterQueueOverflowException;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.NoSuchDeadLetterException;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/**
 * Parked events in the cluster, beside the entries that lack them, so that every process knows of them.
 *
 * <p>Laws: an event is parked once for its key, however often it is delivered, and keeps its place and its cause; when it is
 * parked, it is on the disks of the cluster. Only who feeds changes anything, so it remembers which keys there are. Thread-safe.
 */
public final class ElasticDeadLetters implements SequencedDeadLetterQueue<EventMessage<?>> {

    private static final int MOST_SEQUENCES = 10_000;
    private static final int MOST_LETTERS_OF_A_SEQUENCE = 10_000;

    private final ParkedDocuments documents;
    private final LetterDocuments letters;
    private final BooleanSupplier feeds;
    private @Nullable Set<String> known;

    ElasticDeadLetters(ParkedDocuments documents, LetterDocuments letters, BooleanSupplier feeds) {
        this.documents = documents;
        this.letters = letters;
        this.feeds = feeds;
    }

    /** Forgets which keys there are, since another process may have parked meanwhile. */
    synchronized void lookAfresh() {
        known = null;
    }

    private synchronized Set<String> known() {
        var keys = known;
        if (keys == null) {
            keys = new HashSet<>(documents.all().keySet());
            known = keys;
        }
        return keys;
    }

    private void keep(String sequence, ArrayNode all) {
        documents.keep(sequence, all);
        var keys = known();
        boolean changed = all.isEmpty() ? keys.remove(sequence) : keys.add(sequence);
        assert changed || !all.isEmpty() || !keys.contains(sequence) : "what is kept is known";
    }

    private ArrayNode stored(String sequence) {
        return documents.letters(sequence).orElseGet(LetterDocuments::none);
    }

    private static String key(Object sequenceIdentifier) {
        return sequenceIdentifier instanceof String text ? text : Integer.toString(sequenceIdentifier.hashCode());
    }

    private static String key(DeadLetter<? extends EventMessage<?>> letter) {
        return letter instanceof org.axonframework.messaging.deadletter.GenericDeadLetter<?> of
                ? key(of.getSequenceIdentifier())
                : "";
    }

    private static int place(ArrayNode all, DeadLetter<? extends EventMessage<?>> letter) {
        for (int i = 0; i < all.size(); i++) {
            if (all.path(i).path("id").asString("").equals(letter.message().getIdentifier())) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public synchronized void enqueue(Object sequenceIdentifier, DeadLetter<? extends EventMessage<?>> letter) {
        var sequence = key(sequenceIdentifier);
        var all = stored(sequence);
        if (place(all, letter) >= 0) {
            return;
        }
        if (isFull(sequenceIdentifier)) {
            throw new DeadLetterQueueOverflowException(sequenceIdentifier);
        }
        keep(sequence, all.add(letters.of(letter)));
    }

    @Override
    public synchronized void evict(DeadLetter<? extends EventMessage<?>> letter) {
        var all = stored(key(letter));
        int place = place(all, letter);
        if (place >= 0) {
            var taken = all.remove(place);
            assert taken != null : "it was at its place";
            keep(key(letter), all);
        }
    }

    @Override
    public synchronized void requeue(
            DeadLetter<? extends EventMessage<?>> letter,
            UnaryOperator<DeadLetter<? extends EventMessage<?>>> letterUpdater) {
        var all = stored(key(letter));
        int place = place(all, letter);
        if (place < 0) {
            throw new NoSuchDeadLetterException(
                    "event " + letter.message().getIdentifier() + " is not parked any more");
        }
        all.set(place, letters.of(letterUpdater.apply(letter.markTouched())));
        keep(key(letter), all);
    }

    @Override
    public boolean contains(Object sequenceIdentifier) {
        var sequence = key(sequenceIdentifier);
        return feeds.getAsBoolean()
                ? known().contains(sequence)
                : documents.letters(sequence).isPresent();
    }

    @Override
    public Iterable<DeadLetter<? extends EventMessage<?>>> deadLetterSequence(Object sequenceIdentifier) {
        var sequence = key(sequenceIdentifier);
        return read(sequence, stored(sequence));
    }

    private List<DeadLetter<? extends EventMessage<?>>> read(String sequence, ArrayNode all) {
        var read = new ArrayList<DeadLetter<? extends EventMessage<?>>>();
        all.forEach(each -> read.add(letters.letter(sequence, each)));
        return read;
    }

    @Override
    public Iterable<Iterable<DeadLetter<? extends EventMessage<?>>>> deadLetters() {
        var all = new ArrayList<Iterable<DeadLetter<? extends EventMessage<?>>>>();
        documents.all().forEach((sequence, each) -> all.add(read(sequence, each)));
        return all;
    }

    @Override
    public boolean isFull(Object sequenceIdentifier) {
        return contains(sequenceIdentifier)
                ? sequenceSize(sequenceIdentifier) >= MOST_LETTERS_OF_A_SEQUENCE
                : amountOfSequences() >= MOST_SEQUENCES;
    }

    @Override
    public long size() {
        return documents.all().values().stream().mapToLong(ArrayNode::size).sum();
    }

    @Override
    public long sequenceSize(Object sequenceIdentifier) {
        return stored(key(sequenceIdentifier)).size();
    }

    @Override
    public long amountOfSequences() {
        return feeds.getAsBoolean() ? known().size() : documents.size();
    }

    @Override
    public synchronized boolean process(
            Predicate<DeadLetter<? extends EventMessage<?>>> sequenceFilter,
            Function<DeadLetter<? extends EventMessage<?>>, EnqueueDecision<EventMessage<?>>> processingTask) {
        var first = new ArrayList<DeadLetter<? extends EventMessage<?>>>();
        documents.all().forEach((sequence, all) -> first.add(letters.letter(sequence, all.path(0))));
        var chosen = first.stream().filter(sequenceFilter).min(Comparator.comparing(DeadLetter::lastTouched));
        if (chosen.isEmpty()) {
            return false;
        }
        for (var letter : deadLetterSequence(key(chosen.get()))) {
            var decision = processingTask.apply(letter);
            if (decision.shouldEnqueue()) {
                requeue(letter, again -> decision.withDiagnostics(again)
                        .withCause(decision.enqueueCause().orElse(null)));
                return false;
            }
            evict(letter);
        }
        return true;
    }

    @Override
    public synchronized void clear() {
        Set.copyOf(documents.all().keySet()).forEach(sequence -> keep(sequence, LetterDocuments.none()));
    }
}

package org.dermatrail.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.caching.WeakReferenceCache;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.dermatrail.domain.capture.Capture;
import org.dermatrail.domain.datacut.DataCut;
import org.dermatrail.domain.discrepancy.Discrepancy;
import org.dermatrail.domain.lesion.LesionOwnership;
import org.dermatrail.domain.lesion.LesionRegister;
import org.dermatrail.domain.participant.Participant;
import org.dermatrail.domain.site.Site;
import org.dermatrail.domain.study.Study;
import org.jspecify.annotations.Nullable;

/** All aggregates on a real command bus and a real event store in memory. */
public final class InMemoryRegistry {

    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private final StrictInMemoryEngine engine = new StrictInMemoryEngine();
    private final EmbeddedEventStore store =
            EmbeddedEventStore.builder().storageEngine(engine).build();
    private final @Nullable StrongCache cache;
    private final EventSourcingRepository<LesionRegister> registers;
    private final ParameterResolverFactory resources;

    private InMemoryRegistry(@Nullable StrongCache cache) {
        this.cache = cache;
        this.resources = MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(InMemoryRegistry.class),
                new SimpleResourceParameterResolverFactory(List.of((LesionOwnership) this::owns)));
        this.registers = serve(LesionRegister.class);
        serve(Study.class);
        serve(Site.class);
        serve(Participant.class);
        serve(Capture.class);
        serve(Discrepancy.class);
        serve(DataCut.class);
    }

    /** Every command meets an aggregate that was read back from its events. */
    public static InMemoryRegistry replaying() {
        return new InMemoryRegistry(null);
    }

    /** Every command meets the aggregate as the last command left it. */
    public static InMemoryRegistry keepingAggregatesAlive() {
        return new InMemoryRegistry(new StrongCache());
    }

    private <T> EventSourcingRepository<T> serve(Class<T> type) {
        var builder = EventSourcingRepository.builder(type).eventStore(store).parameterResolverFactory(resources);
        EventSourcingRepository<T> repository =
                cache == null ? builder.build() : builder.cache(cache).build();
        var registration = AggregateAnnotationCommandHandler.<T>builder()
                .aggregateType(type)
                .repository(repository)
                .parameterResolverFactory(resources)
                .build()
                .subscribe(bus);
        if (registration == null) {
            throw new IllegalStateException(type + " handles no command");
        }
        return repository;
    }

    private boolean owns(String participantKey, String lesionId) {
        try {
            return registers.load(LesionRegister.stream(participantKey)).invoke(register -> register.knows(lesionId));
        } catch (AggregateNotFoundException nothingIdentifiedYet) {
            return false;
        }
    }

    /** Sends a command and returns its outcome; throws what the handler or the store threw. */
    public Outcome send(Object command) {
        var outcome = new AtomicReference<@Nullable Object>();
        var failure = new AtomicReference<@Nullable Throwable>();
        bus.dispatch(GenericCommandMessage.asCommandMessage(command), (sent, result) -> {
            if (result.isExceptional()) {
                failure.set(result.exceptionResult());
            } else {
                outcome.set(result.getPayload());
            }
        });
        if (failure.get() instanceof RuntimeException thrown) {
            throw thrown;
        }
        if (outcome.get() instanceof Outcome returned) {
            return returned;
        }
        throw new AssertionError("no outcome but " + outcome.get() + ", " + failure.get());
    }

    /** Sends a command that must be accepted. */
    public InMemoryRegistry accepting(Object command) {
        var outcome = send(command);
        if (!outcome.accepted()) {
            throw new AssertionError(command + " was refused: " + outcome);
        }
        return this;
    }

    /** All events of all streams, in the order in which they were stored. */
    public List<Object> events() {
        return engine.payloads();
    }

    /** Holds on to aggregates until it is dropped; a refused first command leaves none to hold. */
    private static final class StrongCache extends WeakReferenceCache {

        private final List<Object> held = new ArrayList<>();

        @Override
        public void put(@Nullable Object key, Object value) {
            if (key != null) {
                held.add(value);
                super.put(key, value);
            }
        }
    }
}

package org.dermatrail.ops.registry;

import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.Repository;
import org.axonframework.serialization.Serializer;
import org.dermatrail.domain.capture.Capture;
import org.dermatrail.domain.datacut.DataCut;
import org.dermatrail.domain.discrepancy.Discrepancy;
import org.dermatrail.domain.lesion.LesionOwnership;
import org.dermatrail.domain.lesion.LesionRegister;
import org.dermatrail.domain.participant.Participant;
import org.dermatrail.domain.site.Site;
import org.dermatrail.domain.study.Study;
import org.dermatrail.ops.events.TokenSerializer;

/** Configures Axon for the aggregates of the domain; a new aggregate adds its line. */
final class CommandSide {

    private static final List<Class<?>> AGGREGATES = List.of(
            Study.class,
            Site.class,
            Participant.class,
            LesionRegister.class,
            Capture.class,
            Discrepancy.class,
            DataCut.class);

    /** A capture is recorded and seldom spoken of again; keeping it would push these out. */
    private static final Set<Class<?>> SPOKEN_TO_OFTEN =
            Set.of(Study.class, Site.class, Participant.class, LesionRegister.class);

    private static final long RECENT_AGGREGATES = 2_000;

    private CommandSide() {}

    /** A configurer that knows the aggregates and stores their events in this engine. */
    static Configurer configurer(EventStorageEngine engine, Serializer eventSerializer) {
        var configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(configuration -> TokenSerializer.create())
                .configureEventSerializer(configuration -> eventSerializer)
                .configureMessageSerializer(configuration -> eventSerializer)
                // Commands are not kept, so an event gains nothing by naming the one it came of.
                .configureCorrelationDataProviders(configuration -> List.of())
                .configureCommandBus(configuration -> new JoiningCommandBus())
                .configureEventStore(configuration ->
                        EmbeddedEventStore.builder().storageEngine(engine).build());
        AGGREGATES.forEach(type -> configurer.configureAggregate(aggregate(type)));
        configurer.registerComponent(
                LesionOwnership.class, configuration -> new RegisteredLesions(() -> registers(configuration)));
        return configurer;
    }

    private static <A> AggregateConfigurer<A> aggregate(Class<A> type) {
        var configured = AggregateConfigurer.defaultConfiguration(type)
                .configureCommandTargetResolver(configuration -> new CommandTargets());
        return SPOKEN_TO_OFTEN.contains(type)
                ? configured.configureCache(configuration -> new RecentAggregates(RECENT_AGGREGATES))
                : configured;
    }

    private static Repository<LesionRegister> registers(Configuration configuration) {
        return configuration.repository(LesionRegister.class);
    }

    /** Sends commands to the aggregates. */
    static CommandGateway gateway(Configuration configuration) {
        return configuration.commandGateway();
    }
}

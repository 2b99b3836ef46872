package org.dermatrail.domain.datacut;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.dermatrail.domain.Outcome;
import org.dermatrail.domain.Refusal;
import org.dermatrail.domain.datacut.DataCutEvent.DataCutPublished;
import org.jspecify.annotations.Nullable;

/** A named moment in the registry's history, published once. */
public class DataCut {

    @AggregateIdentifier
    @Nullable
    String stream;

    DataCut() {}

    /** The name of a cut's stream. */
    public static String stream(String cutId) {
        return "cut:" + cutId;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(PublishDataCut command) {
        if (stream != null) {
            return Refusal.of(
                    DataCutRule.DATA_CUT_ALREADY_PUBLISHED,
                    "Data cut '%s' was published before; a cut never moves, choose another name.",
                    command.cutId());
        }
        if (!command.cutId().matches("[a-z0-9][a-z0-9.-]{0,39}")
                || command.cutId().equals("live")) {
            return Refusal.of(
                    DataCutRule.DATA_CUT_NAME_MALFORMED,
                    "Name a cut with 1 to 40 lower-case letters, digits, points and hyphens, but not 'live'.");
        }
        apply(new DataCutPublished(command.cutId()));
        return Outcome.accept();
    }

    @EventSourcingHandler
    void on(DataCutPublished event) {
        stream = stream(event.cutId());
    }
}

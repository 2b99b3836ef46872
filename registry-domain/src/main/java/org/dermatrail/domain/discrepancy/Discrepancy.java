package org.dermatrail.domain.discrepancy;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.dermatrail.domain.Outcome;
import org.dermatrail.domain.Refusal;
import org.dermatrail.domain.discrepancy.DiscrepancyCommand.RaiseDiscrepancy;
import org.dermatrail.domain.discrepancy.DiscrepancyCommand.ResolveDiscrepancy;
import org.dermatrail.domain.discrepancy.DiscrepancyEvent.DiscrepancyExtended;
import org.dermatrail.domain.discrepancy.DiscrepancyEvent.DiscrepancyRaised;
import org.dermatrail.domain.discrepancy.DiscrepancyEvent.DiscrepancyResolved;
import org.dermatrail.domain.discrepancy.DiscrepancyEvent.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A contradiction between statements, open until a person decides.
 *
 * <p>Laws: no statement is ever dropped; only a stated value can be decided for; a statement not heard before opens
 * the question again.
 */
public class Discrepancy {

    @AggregateIdentifier
    @Nullable
    String discrepancyId;

    private String participantKey = "";
    private List<Statement> statements = List.of();
    private boolean resolved;

    Discrepancy() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(RaiseDiscrepancy command) {
        if (discrepancyId == null) {
            if (values(command.statements()).size() < 2) {
                return Refusal.of(DiscrepancyRule.NOTHING_CONTRADICTS, "A discrepancy needs two different statements.");
            }
            apply(new DiscrepancyRaised(
                    command.discrepancyId(),
                    command.participantKey(),
                    command.subjectKind().name(),
                    command.subjectId(),
                    command.field().wireName(),
                    List.copyOf(command.statements())));
            return Outcome.accept();
        }
        var all = new ArrayList<>(statements);
        for (var statement : command.statements()) {
            if (!values(all).contains(statement.value())) {
                all.add(statement);
            }
        }
        if (all.size() > statements.size()) {
            apply(new DiscrepancyExtended(command.discrepancyId(), participantKey, List.copyOf(all)));
        }
        return Outcome.accept();
    }

    @CommandHandler
    Outcome handle(ResolveDiscrepancy command) {
        if (resolved) {
            return Refusal.of(DiscrepancyRule.DISCREPANCY_ALREADY_RESOLVED, "This discrepancy is resolved already.");
        }
        if (!values(statements).contains(command.value())) {
            return Refusal.of(
                    DiscrepancyRule.VALUE_NOT_STATED,
                    "Choose one of the stated values: %s.",
                    String.join(", ", values(statements).stream().sorted().toList()));
        }
        apply(new DiscrepancyResolved(command.discrepancyId(), participantKey, command.value()));
        return Outcome.accept();
    }

    private static Set<String> values(List<Statement> statements) {
        return statements.stream().map(Statement::value).collect(Collectors.toSet());
    }

    @EventSourcingHandler
    void on(DiscrepancyRaised event) {
        discrepancyId = event.discrepancyId();
        participantKey = event.participantKey();
        statements = event.statements();
    }

    @EventSourcingHandler
    void on(DiscrepancyExtended event) {
        statements = event.statements();
        resolved = false;
    }

    @EventSourcingHandler
    void on(DiscrepancyResolved event) {
        resolved = true;
    }
}

package org.dermatrail.graphql.change;

import static org.dermatrail.graphql.change.Orders.code;
import static org.dermatrail.graphql.change.Orders.codeOrNull;
import static org.dermatrail.graphql.change.Orders.text;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import org.dermatrail.domain.participant.ConsentBasis;
import org.dermatrail.domain.participant.ParticipantCommand;
import org.dermatrail.domain.participant.ParticipantCommand.ChangeParticipantStatus;
import org.dermatrail.domain.participant.ParticipantCommand.Consent;
import org.dermatrail.domain.participant.ParticipantCommand.DescribeParticipant;
import org.dermatrail.domain.participant.ParticipantCommand.GiveConsent;
import org.dermatrail.domain.participant.ParticipantCommand.WithdrawConsent;
import org.dermatrail.domain.participant.ParticipantStatus;
import org.dermatrail.domain.participant.Sex;
import org.dermatrail.domain.participant.StatusReason;
import org.dermatrail.projections.record.RegistryRecords.ParticipantRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/**
 * Changes of participants. Enrolment is not among them: a participant's key comes from the vault, which only the
 * gateway's identity desk can ask. Thread-safe.
 */
public final class ParticipantChanges implements RuntimeWiringConfigurer {

    private final Orders orders;

    /** Sends by these orders. */
    public ParticipantChanges(Orders orders) {
        this.orders = orders;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Mutation", type -> type.dataFetcher(
                        "describeParticipant",
                        env -> sent(
                                env,
                                new DescribeParticipant(
                                        orders.participant(env), codeOrNull(env.getArgument("sex"), Sex.class))))
                .dataFetcher(
                        "changeParticipantStatus",
                        env -> sent(
                                env,
                                new ChangeParticipantStatus(
                                        orders.participant(env),
                                        code(env, "status", ParticipantStatus.class),
                                        code(env, "reason", StatusReason.class))))
                .dataFetcher(
                        "giveConsent",
                        env -> sent(
                                env,
                                new GiveConsent(
                                        orders.participant(env),
                                        new Consent(code(env, "basis", ConsentBasis.class), text(env, "formVersion")))))
                .dataFetcher("withdrawConsent", env -> sent(env, new WithdrawConsent(orders.participant(env)))));
    }

    private @Nullable ParticipantRecord sent(DataFetchingEnvironment env, ParticipantCommand command) {
        orders.send(env, command);
        return orders.rows().participant(env, command.participantKey());
    }
}

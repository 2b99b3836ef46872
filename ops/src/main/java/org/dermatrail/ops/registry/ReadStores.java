package org.dermatrail.ops.registry;

import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.dermatrail.projections.cohort.CohortIndex;
import org.dermatrail.projections.cohort.CohortIndexWriter;
import org.dermatrail.projections.feed.ReadSide;
import org.dermatrail.projections.record.EntryStore;

/**
 * The stores of one generation of read models, whichever engine keeps them.
 *
 * <p>Law: what is parked and the place of the processor belong to the generation and come and go with it.
 */
interface ReadStores extends AutoCloseable {

    /** Histories and all else that is told of one thing. */
    EntryStore entries();

    /** What cohort questions are asked of. */
    CohortIndex index();

    /** The same for whoever writes it. */
    CohortIndexWriter rows();

    /** Where the processor's place is kept; called once. */
    TokenStore tokens(ReadSide readSide);

    /** Parked events, one sequence a participant. */
    SequencedDeadLetterQueue<EventMessage<?>> parked();

    /** Makes sure that they answer; throws {@link org.dermatrail.projections.record.Outage} where they do not. */
    void reach();

    /** Whether other processes may feed and read them, too. */
    boolean shared();

    /** How far another process has fed these stores; empty where only this one may, or nothing was fed yet. */
    Optional<TrackingToken> fedByOthers();

    /** Makes everything fed so far survive a loss of power. */
    void makeDurable(ReadSide readSide);

    /** Closes all; what cannot be closed in order is made up for when it is opened again. */
    @Override
    void close();
}

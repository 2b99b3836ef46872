package org.dermatrail.projections.elastic;

import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the place of a processor in the cluster, beside the documents it writes.
 *
 * <p>Laws: a place is kept after the documents of its batch were taken, never before; by the one process that feeds, and by
 * no other; a process that does not feed may look how far the one that does has come. After a crash, of the process or of
 * the cluster, a batch whose place was not kept is applied again. Thread-safe.
 */
public final class ElasticTokenStore implements TokenStore {

    private static final String NO_TOKEN = "";

    private final Feeder feeder;
    private final String log;
    private final Serializer serializer;
    private final LongSupplier entries;
    private final Predicate<FeederMark> takeOver;

    /**
     * Keeps places.
     *
     * @param log identity of the log that places are places of
     * @param entries position of the entries
     * @param takeOver has the documents written by this process from now on; false where what is there cannot be gone on
     *     with and was emptied
     */
    ElasticTokenStore(
            Feeder feeder, String log, Serializer serializer, LongSupplier entries, Predicate<FeederMark> takeOver) {
        this.feeder = feeder;
        this.log = log;
        this.serializer = serializer;
        this.entries = entries;
        this.takeOver = takeOver;
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processor, int segment) {
        if (CurrentUnitOfWork.isStarted()) {
            CurrentUnitOfWork.get().root().afterCommit(done -> keep(token, processor, segment));
        } else {
            keep(token, processor, segment);
        }
    }

    private void keep(@Nullable TrackingToken token, String processor, int segment) {
        // Nothing here depends on whether an event is replayed, so of a reset only the place is kept.
        var place = token == null ? null : WrappedToken.unwrapLowerBound(token);
        var text = place == null ? NO_TOKEN : asText(place);
        if (!feeder.keep(mark -> mark.at(name(processor, segment), text, log, entries.getAsLong()))) {
            throw fedByAnother(processor);
        }
    }

    private static UnableToClaimTokenException fedByAnother(String processor) {
        return new UnableToClaimTokenException("another process feeds " + processor);
    }

    private String asText(TrackingToken token) {
        var serialized = serializer.serialize(token, String.class);
        return serialized.getType().getName() + '\n' + serialized.getData();
    }

    private @Nullable TrackingToken token(@Nullable String text) {
        if (text == null || text.equals(NO_TOKEN)) {
            return null;
        }
        int end = text.indexOf('\n');
        return serializer.deserialize(
                new SimpleSerializedObject<>(text.substring(end + 1), String.class, text.substring(0, end), null));
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processor, int segment) {
        var found = feeder.feeds() ? Optional.of(feeder.look()) : feeder.begin();
        if (found.isPresent() && !takeOver.test(found.get())) {
            found = feeder.begin();
        }
        return token(found.orElseThrow(() -> fedByAnother(processor)).places().get(name(processor, segment)));
    }

    /** How far whoever feeds has come; empty where nothing was kept yet. */
    public Optional<TrackingToken> look(String processor) {
        return Optional.ofNullable(token(feeder.look().places().get(name(processor, 0))));
    }

    @Override
    public void extendClaim(String processor, int segment) {
        if (!feeder.feeds()) {
            throw fedByAnother(processor);
        }
    }

    @Override
    public void releaseClaim(String processor, int segment) {
        feeder.end();
    }

    /** There is one segment, and its place is nowhere until one is kept. */
    @Override
    public int[] fetchSegments(String processor) {
        return new int[] {0};
    }

    private static String name(String processor, int segment) {
        return processor + "/" + segment;
    }
}

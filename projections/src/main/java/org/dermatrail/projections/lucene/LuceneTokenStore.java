package org.dermatrail.projections.lucene;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the place of a processor in the commits of the index it feeds, so that rows and place can never differ.
 *
 * <p>Laws: a token counts from when its unit of work committed, and is durable with the next commit of the index; after a
 * crash the processor reads on from the last commit. For one node: claims are not contended. Thread-safe.
 */
public final class LuceneTokenStore implements TokenStore {

    private static final String PREFIX = "token/";
    private static final String NO_TOKEN = "";

    private final LuceneCohortIndex index;
    private final Serializer serializer;
    private final Runnable commit;
    private final long commitNanos;
    private final LongSupplier nanos;
    // No lock is held while committing: a batch that is being committed holds the read side and comes here.
    private volatile long committedAt;
    private volatile boolean dirty;

    /**
     * Keeps tokens in the commits of an index.
     *
     * @param index the index
     * @param serializer writes tokens as text
     * @param commit makes entries and index durable, in this order
     * @param every how often at most
     * @param nanos a clock that only goes forward
     */
    public LuceneTokenStore(
            LuceneCohortIndex index, Serializer serializer, Runnable commit, Duration every, LongSupplier nanos) {
        this.index = index;
        this.serializer = serializer;
        this.commit = commit;
        this.nanos = nanos;
        commitNanos = every.toNanos();
        committedAt = nanos.getAsLong();
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
        index.mark(name(processor, segment), place == null ? NO_TOKEN : asText(place));
        dirty = true;
        commitWhereDue();
    }

    private String asText(TrackingToken token) {
        var serialized = serializer.serialize(token, String.class);
        return serialized.getType().getName() + '\n' + serialized.getData();
    }

    private void commitWhereDue() {
        if (dirty && nanos.getAsLong() - committedAt >= commitNanos) {
            commit();
        }
    }

    /** Makes everything kept so far durable, at shutdown for instance. */
    public void commit() {
        dirty = false;
        committedAt = nanos.getAsLong();
        commit.run();
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processor, int segment) {
        var text = index.marks().get(name(processor, segment));
        if (text == null) {
            throw new UnableToClaimTokenException("segment " + segment + " of " + processor + " is not initialized");
        }
        if (text.equals(NO_TOKEN)) {
            return null;
        }
        int end = text.indexOf('\n');
        return serializer.deserialize(
                new SimpleSerializedObject<>(text.substring(end + 1), String.class, text.substring(0, end), null));
    }

    @Override
    public void extendClaim(String processor, int segment) {
        // The processor has nothing to read just now: a good moment to make the last batches durable.
        commitWhereDue();
    }

    @Override
    public void releaseClaim(String processor, int segment) {
        // Claims are not contended on one node.
    }

    @Override
    public void initializeSegment(@Nullable TrackingToken token, String processor, int segment) {
        if (!index.marks().containsKey(name(processor, segment))) {
            storeToken(token, processor, segment);
        }
    }

    @Override
    public void initializeTokenSegments(String processor, int segmentCount) {
        initializeTokenSegments(processor, segmentCount, null);
    }

    @Override
    public void initializeTokenSegments(String processor, int segmentCount, @Nullable TrackingToken initial) {
        for (int segment = 0; segment < segmentCount; segment++) {
            initializeSegment(initial, processor, segment);
        }
    }

    @Override
    public void deleteToken(String processor, int segment) {
        index.mark(name(processor, segment), null);
    }

    @Override
    public boolean requiresExplicitSegmentInitialization() {
        return true;
    }

    @Override
    public int[] fetchSegments(String processor) {
        var prefix = PREFIX + processor + "/";
        return index.marks().keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .mapToInt(name -> Integer.parseInt(name.substring(prefix.length())))
                .sorted()
                .toArray();
    }

    private static String name(String processor, int segment) {
        return PREFIX + processor + "/" + segment;
    }
}

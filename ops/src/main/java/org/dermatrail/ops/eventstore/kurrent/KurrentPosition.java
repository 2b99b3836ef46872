package org.dermatrail.ops.eventstore.kurrent;

import io.kurrent.dbclient.Position;
import java.util.Comparator;
import java.util.OptionalLong;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * A place in the server's log of everything: all up to and including it was handed on.
 *
 * <p>Law: ordered by commit, then by prepare, since records of an old transaction share a commit. Both are places in a
 * file: they rise strictly and have gaps, so nothing is ever added to or taken from one. Immutable and thread-safe.
 *
 * @param commit where the event was committed
 * @param prepare where it was prepared, at or before its commit
 */
public record KurrentPosition(long commit, long prepare) implements TrackingToken, Comparable<KurrentPosition> {

    private static final Comparator<KurrentPosition> ORDER =
            Comparator.comparingLong(KurrentPosition::commit).thenComparingLong(KurrentPosition::prepare);

    /** Checks that it can be a place in a log. */
    public KurrentPosition {
        if (prepare < 0 || commit < prepare) {
            throw new IllegalArgumentException(
                    "No place in a log: committed at " + commit + ", prepared at " + prepare);
        }
    }

    static KurrentPosition of(Position position) {
        return new KurrentPosition(position.getCommitUnsigned(), position.getPrepareUnsigned());
    }

    Position onTheWire() {
        return new Position(commit, prepare);
    }

    boolean isAfter(@Nullable KurrentPosition other) {
        return other == null || compareTo(other) > 0;
    }

    /** The later of two; none is before all. */
    static @Nullable KurrentPosition later(@Nullable KurrentPosition one, @Nullable KurrentPosition other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    @Override
    public TrackingToken lowerBound(TrackingToken other) {
        var place = ofThisStore(other);
        return place.compareTo(this) < 0 ? place : this;
    }

    @Override
    public TrackingToken upperBound(TrackingToken other) {
        var place = ofThisStore(other);
        return place.compareTo(this) > 0 ? place : this;
    }

    /** Axon asks this of the start of the log too, which is no token. */
    @Override
    public boolean covers(@Nullable TrackingToken other) {
        return other == null || ofThisStore(other).compareTo(this) <= 0;
    }

    @Override
    public boolean samePositionAs(@Nullable TrackingToken other) {
        return other != null && ofThisStore(other).equals(this);
    }

    /** The commit: it rises strictly, and says nothing of how many events there are. */
    @Override
    public OptionalLong position() {
        return OptionalLong.of(commit);
    }

    @Override
    public int compareTo(KurrentPosition other) {
        return ORDER.compare(this, other);
    }

    static KurrentPosition ofThisStore(TrackingToken token) {
        if (token instanceof KurrentPosition place) {
            return place;
        }
        throw new IllegalArgumentException("A token of another kind of store: " + token);
    }
}

package org.dermatrail.ops.eventstore.kurrent;

import io.kurrent.dbclient.Checkpointer;
import io.kurrent.dbclient.Position;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.Subscription;
import io.kurrent.dbclient.SubscriptionListener;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One subscription of a {@link Feed}, as long as it lasts. Nothing is thrown back at the client, which would end the
 * subscription and tell nobody. Called by the client's threads, one at a time.
 */
final class FeedListener extends SubscriptionListener implements Checkpointer {

    private final Feed feed;
    private volatile @Nullable Subscription subscription;
    private volatile boolean unwanted;

    FeedListener(Feed feed) {
        this.feed = feed;
    }

    @Override
    public void onConfirmation(Subscription confirmed) {
        subscription = confirmed;
        if (unwanted) {
            confirmed.stop();
        } else {
            feed.heard(this);
        }
    }

    @Override
    public void onEvent(Subscription from, ResolvedEvent event) {
        try {
            if (unwanted || !feed.received(this, event.getOriginalEvent())) {
                stop();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            feed.broken(this, interrupted);
        } catch (RuntimeException failure) {
            feed.broken(this, failure);
        }
    }

    @Override
    public CompletableFuture<Void> onCheckpoint(@Nullable Subscription from, Position position) {
        feed.passed(this, KurrentPosition.of(position));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onCaughtUp(
            Subscription from, @Nullable Instant at, @Nullable Long revision, @Nullable Position position) {
        feed.heard(this);
    }

    @Override
    public void onFellBehind(
            Subscription from, @Nullable Instant at, @Nullable Long revision, @Nullable Position position) {
        feed.heard(this);
    }

    @Override
    public void onCancelled(@Nullable Subscription from, @Nullable Throwable why) {
        feed.broken(this, why);
    }

    /** Ends the subscription, or sees to it that it ends as soon as it begins. */
    void stop() {
        unwanted = true;
        var confirmed = subscription;
        if (confirmed != null) {
            confirmed.stop();
        }
    }
}

package org.dermatrail.gateway.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dermatrail.gateway.edge.Pictures;
import org.jspecify.annotations.Nullable;

/**
 * Has the pictures of a batch stored, and only then its plans carried out, while the next batch is being judged.
 *
 * <p>Laws: no plan is carried out before every picture of its batch is durable; batches are carried out in their order; the
 * pictures of one batch at most are held for storing. Used by one thread.
 */
final class Storing implements AutoCloseable {

    /** Storing is waiting for the disk, which makes many files durable in the time of one. */
    private static final int AT_ONCE = 32;

    private final Pictures pictures;
    private final ExecutorService inOrder = Executors.newSingleThreadExecutor();
    private final ExecutorService disk = Executors.newFixedThreadPool(AT_ONCE);
    private Future<?> before = inOrder.submit(() -> {});

    Storing(Pictures pictures) {
        this.pictures = pictures;
    }

    /** Carries out the plans of a batch whose pictures are durable. */
    @FunctionalInterface
    interface CarryingOut {
        /** Begins with it, and tells when all of it is done. */
        Future<?> begin();
    }

    /** A batch under way. */
    final class Begun {
        private final Future<?> stored;
        private @Nullable Future<?> carriedOut;

        private Begun(List<Pictures.Judged> judged, CarryingOut plans) {
            stored = inOrder.submit(() -> {
                store(judged);
                carriedOut = plans.begin();
            });
        }

        /** Waits until it is carried out. */
        void await() {
            Waiting.on(stored);
            Waiting.on(Objects.requireNonNull(carriedOut));
        }
    }

    /** Waits until the batch before is stored, then begins with this one. */
    Begun begin(List<Pictures.Judged> judged, CarryingOut plans) {
        Waiting.on(before);
        var begun = new Begun(judged, plans);
        before = begun.stored;
        return begun;
    }

    private void store(List<Pictures.Judged> judged) {
        var underWay = new ArrayList<Future<?>>();
        for (var picture : judged) {
            Callable<Object> storing = () -> {
                pictures.store(picture);
                return picture;
            };
            underWay.add(disk.submit(storing));
        }
        underWay.forEach(Waiting::on);
    }

    @Override
    public void close() {
        inOrder.close();
        disk.close();
    }
}

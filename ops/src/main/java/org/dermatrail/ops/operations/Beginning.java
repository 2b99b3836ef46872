package org.dermatrail.ops.operations;

import java.time.Duration;
import org.dermatrail.ops.registry.Registry;

/** What an operation that asks waits for, so that its answer lacks nothing that was stored before. */
final class Beginning {

    private static final Duration STEP = Duration.ofMillis(250);

    private Beginning() {}

    /** Waits until the read models have caught up. Where nothing feeds them it ends, and the question says what is wrong. */
    static void await(Registry registry, Progress progress) {
        while (!registry.awaitCaughtUp(STEP) && isFed(registry) && !progress.stopRequested()) {
            progress.step("position", registry.visiblePosition(), registry.caughtUp());
        }
    }

    private static boolean isFed(Registry registry) {
        return !registry.readSideStopped() && registry.readSideOutage().isEmpty();
    }
}

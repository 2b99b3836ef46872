package org.dermatrail.ops.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who takes too long is interrupted, and nobody else. */
class RequestWatchTest {

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    @Test
    void a_request_whose_time_is_over_is_interrupted_until_it_ends() {
        try (var watch = new RequestWatch()) {
            // Given
            var running = watch.begin(AT_ONCE);

            // When
            var first = interruptedWithinAMinute();
            var second = interruptedWithinAMinute();

            // Then
            assertThat(first).isTrue();
            assertThat(second)
                    .as("an interrupt that was swallowed is not the last")
                    .isTrue();
            assertThat(running.end()).isTrue();
        }
    }

    @Test
    void what_the_thread_does_next_is_left_alone() {
        try (var watch = new RequestWatch()) {
            // Given
            var late = watch.begin(AT_ONCE);
            assertThat(interruptedWithinAMinute()).isTrue();
            assertThat(late.end()).isTrue();

            // When
            var next = watch.begin(Duration.ofMinutes(5));
            var looksSeenByAnother = CompletableFuture.supplyAsync(() -> {
                var own = watch.begin(AT_ONCE);
                var once = interruptedWithinAMinute();
                var again = interruptedWithinAMinute();
                return own.end() && once && again;
            });

            // Then
            assertThat(looksSeenByAnother.join()).isTrue();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(next.end()).isFalse();
        }
    }

    private static boolean interruptedWithinAMinute() {
        try {
            return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
        } catch (InterruptedException meant) {
            return true;
        }
    }
}

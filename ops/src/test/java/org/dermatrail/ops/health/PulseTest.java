package org.dermatrail.ops.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.dermatrail.ops.eventstore.StorageRefused;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is told of probes that are well, fail, hang or were never run. */
class PulseTest {

    private static final Pulse.Settings FAST = new Pulse.Settings(Duration.ofMillis(10), Duration.ofMillis(100));

    @Test
    void what_was_not_looked_at_yet_is_not_ready_but_is_left_running() {
        var answer = new CountDownLatch(1);
        try (var pulse = Pulse.start(
                new Pulse.Settings(Duration.ofMillis(10), Duration.ofMinutes(1)),
                Map.of("disk", () -> {
                    answer.await();
                    return null;
                }),
                Map.of())) {
            assertThat(pulse.whyNotReady()).containsExactly("it has just started");
            assertThat(pulse.whyNotAlive()).isEmpty();

            answer.countDown();

            await().until(() -> pulse.whyNotReady().isEmpty());
        }
    }

    @Test
    void trouble_is_told_with_its_name_until_it_is_over() {
        var trouble = new AtomicReference<@Nullable String>("is full");
        try (var pulse = Pulse.start(FAST, Map.of("disk", trouble::get), Map.of())) {
            await().untilAsserted(() -> assertThat(pulse.whyNotReady()).containsExactly("disk: is full"));

            trouble.set(null);

            await().until(() -> pulse.whyNotReady().isEmpty());
            trouble.set("is full again");
            await().untilAsserted(() -> assertThat(pulse.whyNotReady()).containsExactly("disk: is full again"));
        }
    }

    @Test
    void what_hangs_does_not_answer_and_is_not_begun_again_beside_itself() {
        var begun = new AtomicInteger();
        var looks = new AtomicInteger();
        var answer = new CountDownLatch(1);
        Probe hanging = () -> {
            begun.incrementAndGet();
            answer.await();
            return null;
        };
        Probe counting = () -> {
            looks.incrementAndGet();
            return null;
        };
        try (var pulse = Pulse.start(FAST, Map.of("events", hanging, "disk", counting), Map.of())) {
            await().until(() -> looks.get() > 3);

            assertThat(pulse.whyNotReady()).containsExactly("events: does not answer");
            assertThat(begun).hasValue(1);

            answer.countDown();
            await().until(() -> pulse.whyNotReady().isEmpty());
        }
    }

    @Test
    void a_failure_is_told_by_its_kind_since_its_words_may_hold_a_password() {
        Probe leaking = () -> {
            throw new IOException("kurrentdb://admin:secret@there");
        };
        Probe refused = () -> {
            throw new StorageRefused(StorageRefused.Reason.NOT_REACHED, "no way to admin:secret", null);
        };
        try (var pulse = Pulse.start(FAST, Map.of("disk", leaking, "events", refused), Map.of())) {
            await().untilAsserted(() -> assertThat(pulse.whyNotReady())
                    .containsExactlyInAnyOrder("disk: IOException", "events: NOT_REACHED"));
        }
    }

    @Test
    void only_what_a_start_anew_mends_asks_for_one() {
        var stopped = new AtomicReference<@Nullable String>(null);
        try (var pulse = Pulse.start(FAST, Map.of("events", () -> "away"), Map.of("read side", stopped::get))) {
            await().untilAsserted(() -> assertThat(pulse.whyNotReady()).containsExactly("events: away"));
            assertThat(pulse.whyNotAlive()).isEmpty();

            stopped.set("has stopped");

            await().untilAsserted(() -> assertThat(pulse.whyNotAlive()).containsExactly("read side: has stopped"));
        }
    }

    @Test
    void what_was_not_looked_at_for_long_is_not_ready_any_more() {
        var pulse = Pulse.start(FAST, Map.of("disk", () -> null), Map.of());
        await().until(() -> pulse.whyNotReady().isEmpty());

        pulse.close();

        await().untilAsserted(() -> assertThat(pulse.whyNotReady())
                .containsExactly("nothing was looked at for a while; the machine is overloaded"));
    }

    @Test
    void a_pulse_needs_time() {
        assertThatThrownBy(() -> new Pulse.Settings(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

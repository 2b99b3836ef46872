package org.dermatrail.ops.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dermatrail.ops.eventstore.StorageRefused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again whether the registry works, and tells what it saw last.
 *
 * <p>Laws: asking costs nothing, however often strangers do it, since nothing is looked at for them; what was not looked at
 * yet, or not for long, is not well; a probe that hangs is waited for no longer than it may take, counts as trouble, and is
 * not started a second time beside itself. Thread-safe.
 */
public final class Pulse implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final int MISSED_BEATS = 4;

    private final Settings settings;
    private final List<Watched> toServe;
    private final List<Watched> toLive;
    private final ExecutorService probing = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("pulse").factory());
    private volatile @Nullable Seen seen;

    /**
     * How often and how long to look.
     *
     * @param every between the end of one look and the next
     * @param patience how long all probes of a look may take
     */
    public record Settings(Duration every, Duration patience) {

        /** Checks that both are positive. */
        public Settings {
            if (!every.isPositive() || !patience.isPositive()) {
                throw new IllegalArgumentException("Both times of the pulse must be positive");
            }
        }

        /** What suits a proxy that asks every few seconds. */
        public static Settings usual() {
            return new Settings(Duration.ofSeconds(5), Duration.ofSeconds(3));
        }
    }

    /**
     * What one look saw.
     *
     * @param atNanos when it ended
     * @param unready why nobody should be sent here
     * @param unwell why it should be started anew
     */
    private record Seen(long atNanos, List<String> unready, List<String> unwell) {}

    private Pulse(Settings settings, Map<String, Probe> toServe, Map<String, Probe> toLive) {
        this.settings = settings;
        this.toServe = watched(toServe);
        this.toLive = watched(toLive);
    }

    /**
     * Starts looking.
     *
     * @param toServe what must be well for anybody to be served, by name
     * @param toLive what only a start anew mends, by name
     */
    public static Pulse start(Settings settings, Map<String, Probe> toServe, Map<String, Probe> toLive) {
        var pulse = new Pulse(settings, toServe, toLive);
        var _ = pulse.beat.scheduleWithFixedDelay(
                pulse::look, 0, settings.every().toMillis(), TimeUnit.MILLISECONDS);
        return pulse;
    }

    private static List<Watched> watched(Map<String, Probe> probes) {
        return probes.entrySet().stream()
                .map(each -> new Watched(each.getKey(), each.getValue()))
                .toList();
    }

    /** Why nobody should be sent here now; empty where somebody may be. */
    public List<String> whyNotReady() {
        var last = seen;
        if (last == null) {
            return List.of("it has just started");
        }
        long longest = MISSED_BEATS * settings.every().plus(settings.patience()).toNanos();
        return System.nanoTime() - last.atNanos() > longest
                ? List.of("nothing was looked at for a while; the machine is overloaded")
                : last.unready();
    }

    /** Why it should be started anew; empty while that would not help. */
    public List<String> whyNotAlive() {
        var last = seen;
        return last == null ? List.of() : last.unwell();
    }

    private void look() {
        try {
            long deadline = System.nanoTime() + settings.patience().toNanos();
            toLive.forEach(each -> each.begin(probing));
            toServe.forEach(each -> each.begin(probing));
            var now = new Seen(System.nanoTime(), troubles(toServe, deadline), troubles(toLive, deadline));
            tellChange(seen, now);
            seen = now;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> troubles(List<Watched> probes, long deadline) throws InterruptedException {
        var troubles = new ArrayList<String>();
        for (var each : probes) {
            var trouble = each.troubleBy(deadline);
            if (trouble != null) {
                troubles.add(each.name + ": " + trouble);
            }
        }
        return List.copyOf(troubles);
    }

    private static void tellChange(@Nullable Seen before, Seen now) {
        if (!now.unwell().isEmpty() && (before == null || !before.unwell().equals(now.unwell()))) {
            LOG.error("to be started anew: {}", now.unwell());
        }
        if (before == null || !before.unready().equals(now.unready())) {
            if (now.unready().isEmpty()) {
                LOG.info("ready");
            } else {
                LOG.warn("not ready: {}", now.unready());
            }
        }
    }

    @Override
    public void close() {
        beat.shutdownNow();
        probing.shutdownNow();
    }

    /** A probe and its run, which may outlast the look that began it. Confined to the thread that looks. */
    private static final class Watched {

        private final String name;
        private final Probe probe;
        private @Nullable Future<@Nullable String> run;

        Watched(String name, Probe probe) {
            this.name = name;
            this.probe = probe;
        }

        void begin(ExecutorService probing) {
            if (run == null) {
                run = probing.submit(probe::trouble);
            }
        }

        @Nullable
        String troubleBy(long deadline) throws InterruptedException {
            var current = run;
            if (current == null) {
                return "was not looked at";
            }
            try {
                var trouble = current.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                run = null;
                return trouble;
            } catch (TimeoutException late) {
                return "does not answer";
            } catch (ExecutionException failure) {
                run = null;
                return inWords(failure.getCause() == null ? failure : failure.getCause());
            }
        }

        /** A message may hold anything, a connection string for instance; what kind of failure it was does not. */
        private static String inWords(Throwable failure) {
            return failure instanceof StorageRefused refused
                    ? refused.code()
                    : failure.getClass().getSimpleName();
        }
    }
}

package org.dermatrail.gateway.http;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.dermatrail.gateway.intake.ImportReport;
import org.dermatrail.gateway.intake.ImportWatcher;
import org.jspecify.annotations.Nullable;

/**
 * One import while it runs in this process, and what is remembered of it afterwards.
 *
 * <p>Written by the import's own thread, read by any.
 */
final class ImportJob implements ImportWatcher {

    /** Where it stands and what came of it, as one. */
    record Outcome(ImportState state, @Nullable ImportReport report, Answers.@Nullable Fault fault) {}

    private record Reading(long rows, long bytes, long bytesInAll) {}

    final String account;
    final @Nullable String source;
    final @Nullable String study;
    final String startedAt;
    /** Its id, known when it has begun or could not begin. */
    final CompletableFuture<String> id = new CompletableFuture<>();

    private final long startNanos = System.nanoTime();
    private volatile long endNanos;
    private volatile Reading reading = new Reading(0, 0, 0);
    private volatile Outcome outcome = new Outcome(ImportState.RUNNING, null, null);
    private volatile boolean stop;
    private final BiConsumer<ImportJob, String> onBegun;

    ImportJob(
            String account,
            @Nullable String source,
            @Nullable String study,
            String startedAt,
            BiConsumer<ImportJob, String> onBegun) {
        this.onBegun = onBegun;
        this.account = account;
        this.source = source;
        this.study = study;
        this.startedAt = startedAt;
    }

    @Override
    public void begun(String importId) {
        onBegun.accept(this, importId);
    }

    @Override
    public void progress(long rows, long bytes, long bytesInAll) {
        reading = new Reading(rows, bytes, bytesInAll);
    }

    @Override
    public boolean stopRequested() {
        return stop;
    }

    void stop() {
        stop = true;
    }

    void end(Outcome came) {
        endNanos = System.nanoTime();
        outcome = came;
    }

    Outcome outcome() {
        return outcome;
    }

    Answers.Progress progress(String importId, Answers.@Nullable Report report) {
        var now = outcome;
        var read = reading;
        boolean running = now.state() == ImportState.RUNNING;
        double seconds = Math.max(1e-3, ((running ? System.nanoTime() : endNanos) - startNanos) / 1e9);
        Long left = running && read.bytes() > 0
                ? Long.valueOf(Math.round((read.bytesInAll() - read.bytes()) * (seconds / read.bytes())))
                : null;
        return new Answers.Progress(
                importId,
                now.state(),
                read.rows(),
                read.bytes(),
                read.bytesInAll(),
                Math.round(read.rows() / seconds * 10) / 10.0,
                left,
                report,
                now.fault());
    }
}

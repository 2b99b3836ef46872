package org.dermatrail.ops.commandline;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.dermatrail.ops.operations.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Shows progress on standard error: a bar with rate and time left. Where that is no terminal it prints a line now and
 * then, so that a log stays readable. The first interrupt asks the operation to stop after the rows under way.
 */
final class Screen implements Progress, AutoCloseable {

    private static final int WHOLE = 10_000;
    private static final long BETWEEN_LINES_NS = 5_000_000_000L;

    private final PrintWriter err;
    private final boolean terminal = isTerminal();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicBoolean finished = new AtomicBoolean();
    private @Nullable ProgressBar bar;
    private long lastLine;
    private long started = System.nanoTime();

    Screen(PrintWriter err) {
        this.err = err;
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::interrupted));
    }

    // Since JDK 25 there is no console again where neither input nor output is a terminal.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    private void interrupted() {
        if (finished.get()) {
            return;
        }
        stop.set(true);
        err.println("Stopping after the rows under way …");
        err.flush();
        long deadline = System.nanoTime() + 60_000_000_000L;
        synchronized (finished) {
            while (!finished.get() && System.nanoTime() < deadline) {
                try {
                    finished.wait(1000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    @Override
    public void step(String what, long done, double share) {
        if (terminal) {
            if (bar == null) {
                bar = new ProgressBarBuilder()
                        .setTaskName(what)
                        .setInitialMax(WHOLE)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .setConsumer(new ConsoleProgressBarConsumer(System.err))
                        .hideEta()
                        .build();
            }
            bar.setExtraMessage(words(done, share));
            bar.stepTo(Math.round(share * WHOLE));
        } else if (System.nanoTime() - lastLine > BETWEEN_LINES_NS) {
            lastLine = System.nanoTime();
            say(String.format("%3.0f %%  %s %s", share * 100, what, words(done, share)));
        }
    }

    private String words(long done, double share) {
        double seconds = Math.max(1e-3, (System.nanoTime() - started) / 1e9);
        var left = share > 0 ? String.format(", %.0f s left", seconds / share - seconds) : "";
        return String.format("%,d (%,.0f/s%s)", done, done / seconds, left);
    }

    @Override
    public void say(String line) {
        err.println(line);
        err.flush();
    }

    @Override
    public boolean stopRequested() {
        return stop.get();
    }

    /** Ends the bar, so that what is printed next stands on a line of its own. */
    void endBar() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public void close() {
        endBar();
        synchronized (finished) {
            finished.set(true);
            finished.notifyAll();
        }
        // The hook stays: taking it back fails where the process has just been told to stop, and by now it does
        // nothing.
    }
}

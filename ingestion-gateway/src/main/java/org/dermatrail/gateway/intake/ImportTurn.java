package org.dermatrail.gateway.intake;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to import: one import at a time, whichever door it came by.
 *
 * <p>Law: whoever took the turn gives it back, from any thread. Thread-safe.
 */
public final class ImportTurn {

    private final Semaphore turn = new Semaphore(1, true);
    private volatile @Nullable String running;

    /** Waits for the turn. */
    public void take() {
        turn.acquireUninterruptibly();
    }

    /** Takes the turn where nobody has it. */
    public boolean takeNow() {
        return turn.tryAcquire();
    }

    /** Says which import runs in this turn. */
    public void runs(String importId) {
        running = importId;
    }

    /** Gives the turn back. */
    public void giveBack() {
        running = null;
        turn.release();
    }

    /** Whether this import runs now. */
    public boolean isRunning(String importId) {
        return importId.equals(running);
    }
}

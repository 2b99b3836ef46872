package org.dermatrail.gateway.intake;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.dermatrail.gateway.edge.EdgeFailure;

/** Waits for work under way and says what stopped it in words a coordinator understands. */
final class Waiting {

    private Waiting() {}

    static <T> T on(Future<T> work) {
        try {
            return work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ImportStopped stopped) {
                throw stopped;
            }
            if (e.getCause() instanceof EdgeFailure failure) {
                throw failure;
            }
            var cause = e.getCause() == null ? e : e.getCause();
            throw new ImportStopped(
                    "REGISTRY_UNAVAILABLE",
                    "The registry could not go on (" + cause.getMessage()
                            + "). Nothing acknowledged is lost; mend the cause and start again to go on.",
                    cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImportStopped("INTERRUPTED", "Interrupted; start again to go on.", e);
        }
    }
}

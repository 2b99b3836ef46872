package org.dermatrail.ops.operations;

import org.dermatrail.ops.registry.Registry;

/**
 * Something an operator asks of a registry.
 *
 * <p>Laws: arguments and result are plain JSON values, so that the operation runs the same in this process and through a
 * server; bad arguments and refusals are results, not exceptions. A new operation is one class and one line in {@link
 * Operations}.
 */
public interface Operation {

    /** Name, as on the command line. */
    String name();

    /**
     * Carries it out.
     *
     * @param registry the open registry
     * @param arguments what was asked for
     * @param progress told how it goes, and asked whether to stop
     */
    Result run(Registry registry, Arguments arguments, Progress progress);
}

package org.dermatrail.ops.health;

import org.jspecify.annotations.Nullable;

/** Looks whether one thing works. Called by one thread at a time; may take long, which counts as not working. */
@FunctionalInterface
public interface Probe {

    /**
     * What is wrong, in words for an operator and without anybody's data; {@code null} where nothing is. Whatever is thrown
     * is told as wrong, too.
     */
    @Nullable
    String trouble() throws Exception;
}

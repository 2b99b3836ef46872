package org.dermatrail.projections.record;

import org.jspecify.annotations.Nullable;

/**
 * A value as it was said at one point of the log.
 *
 * @param order of the event that said it
 * @param value the value, or {@code null} where it was taken back
 */
public record Word(long order, @Nullable String value) {}

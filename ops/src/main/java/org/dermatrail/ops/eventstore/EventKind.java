package org.dermatrail.ops.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * What sort of event a row is.
 *
 * @param aggregateType type of the stream, or {@code null} for an event of no stream
 * @param payloadType wire name of the event
 * @param payloadRevision version of the shape, or {@code null} where the writer gave none
 */
public record EventKind(
        @Nullable String aggregateType,
        String payloadType,
        @Nullable String payloadRevision) {}

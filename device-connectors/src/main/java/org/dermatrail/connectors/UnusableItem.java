package org.dermatrail.connectors;

import org.jspecify.annotations.Nullable;

/**
 * Something in a source that cannot become a capture.
 *
 * @param origin where it stands
 * @param sourceCaptureId the source's own id where it could be read, or {@code null}
 * @param code stable upper-snake-case reason, for instance {@code VALUE_NOT_MAPPED}
 * @param reason one sentence that names the column or file and says what to do
 */
public record UnusableItem(Origin origin, @Nullable String sourceCaptureId, String code, String reason)
        implements SourceItem {}

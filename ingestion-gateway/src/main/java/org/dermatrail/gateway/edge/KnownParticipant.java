package org.dermatrail.gateway.edge;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a participant.
 *
 * @param told whether the registry has acknowledged the enrolment
 * @param sex sex first stated, or {@code null}
 * @param siteId site first stated, or {@code null}
 */
public record KnownParticipant(
        boolean told, @Nullable String sex, @Nullable String siteId) {}

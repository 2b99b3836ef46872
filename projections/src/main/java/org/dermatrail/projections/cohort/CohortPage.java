package org.dermatrail.projections.cohort;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of ids that match a question, in a stable order.
 *
 * @param ids ids of the level asked for
 * @param next where to go on, or {@code null} at the end
 */
public record CohortPage(List<String> ids, @Nullable String next) {}

package org.dermatrail.projections.lesionhistory;

import java.util.Optional;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.record.AsOf;

/**
 * Tells the history of a lesion.
 *
 * <p>Laws: an alias answers with the lesion it was merged into; a lesion the filter does not admit is empty, like one that
 * never was; as-of applies to data, while consent and withholding are always as of now. Thread-safe.
 */
public interface LesionHistories {

    /**
     * The history of one lesion.
     *
     * @param access what the caller may see
     * @param lesionId the lesion or an alias of it
     * @param asOf up to when
     */
    Optional<LesionHistory> history(AccessFilter access, String lesionId, AsOf asOf);
}

package org.dermatrail.projections.disclosure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.Criteria;

/**
 * Which questions tell of few persons, remembered as long as no answer can have changed: whoever turns the pages of a cohort
 * or asks it with other facets need not wait for the same control again. Thread-safe.
 */
final class Verdicts {

    /**
     * What a verdict depends on besides the data.
     *
     * @param access what the asker may see
     * @param criteria the question
     * @param threshold what counts as few
     */
    record Asked(AccessFilter access, Criteria criteria, int threshold) {}

    private static final int MOST = 1000;

    private final Map<Asked, Boolean> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Boolean> eldest) {
            return size() > MOST;
        }
    };
    private Object moment = new Object();

    /** The verdict at a moment, found by the control where it is not known. */
    boolean tellsOfFew(Object now, Asked asked, BooleanSupplier control) {
        synchronized (known) {
            if (!now.equals(moment)) {
                known.clear();
                moment = now;
            }
            var before = known.get(asked);
            if (before != null) {
                return before;
            }
        }
        boolean verdict = control.getAsBoolean();
        synchronized (known) {
            if (now.equals(moment)) {
                known.put(asked, verdict);
            }
        }
        return verdict;
    }
}

package org.dermatrail.projections.disclosure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.Level;

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

    /**
     * What may be told.
     *
     * @param counts whether numbers may be shown
     * @param lists of what ids may be listed
     */
    record Verdict(boolean counts, Set<Level> lists) {}

    private static final int MOST = 1000;

    private final Map<Asked, Verdict> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Verdict> eldest) {
            return size() > MOST;
        }
    };
    private Object moment = new Object();

    /** The verdict at a moment, where it is known. */
    Optional<Verdict> known(Object now, Asked asked) {
        synchronized (known) {
            return now.equals(moment) ? Optional.ofNullable(known.get(asked)) : Optional.empty();
        }
    }

    /** Keeps a verdict found at a moment. */
    void keep(Object then, Asked asked, Verdict verdict) {
        synchronized (known) {
            if (!then.equals(moment)) {
                known.clear();
                moment = then;
            }
            known.put(asked, verdict);
        }
    }
}

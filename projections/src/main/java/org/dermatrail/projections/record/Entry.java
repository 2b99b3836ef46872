package org.dermatrail.projections.record;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the registry knows of one thing, folded from its events.
 *
 * <p>Laws: immutable; every fact carries the {@code order} of the event that brought it, so that the entry can be read as it
 * was before any later event; orders and ordinals are private to the read side and never leave it.
 */
public sealed interface Entry
        permits StudyEntry, SiteEntry, ParticipantEntry, LesionEntry, CaptureEntry, DiscrepancyEntry, CutEntry {

    /** An order later than every event: reads what is known now. */
    long NOW = Long.MAX_VALUE;

    /** The id, unique among entries of its kind. */
    String id();

    /** The order of the event that created it. */
    long order();

    /** The last of these that came before an order, or {@code null} where none did; the list is ordered. */
    static <T> @Nullable T lastBefore(List<T> facts, long before, ToLongFunction<T> order) {
        for (int i = facts.size() - 1; i >= 0; i--) {
            if (order.applyAsLong(facts.get(i)) < before) {
                return facts.get(i);
            }
        }
        return null;
    }

    /** A copy with one more at the end. */
    static <T> List<T> with(List<T> facts, T fact) {
        if (facts.isEmpty()) {
            return List.of(fact);
        }
        var all = new ArrayList<T>(facts.size() + 1);
        all.addAll(facts);
        all.add(fact);
        return List.copyOf(all);
    }
}

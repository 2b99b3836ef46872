package org.dermatrail.projections.feed;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dermatrail.projections.record.CaptureEntry;
import org.dermatrail.projections.record.Entry;
import org.dermatrail.projections.record.EntryReader;
import org.dermatrail.projections.record.EntryStore.Ordinals;
import org.dermatrail.projections.record.LesionEntry;
import org.dermatrail.projections.record.ParticipantEntry;
import org.dermatrail.projections.record.WorkingSet;
import org.jspecify.annotations.Nullable;

/**
 * The entries a batch changed, over those stored. What one event puts is taken over by {@link #keep} or forgotten by
 * {@link #forget}, so an event that fails leaves nothing behind. For one thread.
 */
final class BatchEntries implements WorkingSet {

    private record Key(Class<?> kind, String id) {}

    private final EntryReader stored;
    private final Map<Key, Entry> batch = new LinkedHashMap<>();
    private final Map<Key, Entry> event = new HashMap<>();
    private Ordinals kept;
    private Ordinals next;

    BatchEntries(EntryReader stored, Ordinals next) {
        this.stored = stored;
        this.next = next;
        kept = next;
    }

    @Override
    public <E extends Entry> @Nullable E find(Class<E> kind, String id) {
        var key = new Key(kind, id);
        var found = event.get(key);
        if (found == null) {
            found = batch.get(key);
        }
        return found == null ? stored.find(kind, id) : kind.cast(found);
    }

    @Override
    public void put(Entry entry) {
        event.put(new Key(entry.getClass(), entry.id()), entry);
    }

    @Override
    public int nextOrdinal(Class<? extends Entry> kind) {
        if (kind == ParticipantEntry.class) {
            next = new Ordinals(next.participant() + 1, next.lesion(), next.capture());
            return next.participant() - 1;
        }
        if (kind == LesionEntry.class) {
            next = new Ordinals(next.participant(), next.lesion() + 1, next.capture());
            return next.lesion() - 1;
        }
        if (kind == CaptureEntry.class) {
            next = new Ordinals(next.participant(), next.lesion(), next.capture() + 1);
            return next.capture() - 1;
        }
        throw new IllegalArgumentException(kind + " is not counted");
    }

    void keep() {
        batch.putAll(event);
        event.clear();
        kept = next;
    }

    void forget() {
        event.clear();
        next = kept;
    }

    Collection<Entry> changed() {
        return batch.values();
    }

    Ordinals ordinals() {
        return kept;
    }
}

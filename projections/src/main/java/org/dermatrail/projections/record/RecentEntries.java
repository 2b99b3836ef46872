package org.dermatrail.projections.record;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entries that were in use last, decoded. For one thread. */
public final class RecentEntries {

    private record Key(Class<?> kind, String id) {}

    private final Map<Key, Entry> entries;

    /** Keeps so many at most. */
    public RecentEntries(int most) {
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, org.dermatrail.projections.record.Entry> eldest) {
                return size() > most;
            }
        };
    }

    /** The entry, or {@code null} where it was not in use lately. */
    public <E extends Entry> @Nullable E get(Class<E> kind, String id) {
        return kind.cast(entries.get(new Key(kind, id)));
    }

    /** Keeps the entry in place of an earlier one. */
    public void put(Entry entry) {
        entries.put(new Key(entry.getClass(), entry.id()), entry);
    }

    /** Forgets all. */
    public void clear() {
        entries.clear();
    }
}

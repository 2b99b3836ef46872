package org.dermatrail.projections.sqlite;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dermatrail.projections.record.Entry;
import org.jspecify.annotations.Nullable;

/** The entries that were in use last, decoded. For one thread. */
final class RecentEntries {

    private record Key(Class<?> kind, String id) {}

    private final Map<Key, Entry> entries;

    RecentEntries(int most) {
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, org.dermatrail.projections.record.Entry> eldest) {
                return size() > most;
            }
        };
    }

    <E extends Entry> @Nullable E get(Class<E> kind, String id) {
        return kind.cast(entries.get(new Key(kind, id)));
    }

    void put(Entry entry) {
        entries.put(new Key(entry.getClass(), entry.id()), entry);
    }

    void clear() {
        entries.clear();
    }
}

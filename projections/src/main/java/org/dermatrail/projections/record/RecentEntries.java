package org.dermatrail.projections.record;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The entries that were in use last, decoded, and some of which it is known that they are not there. For one thread. */
public final class RecentEntries {

    private record Key(Class<?> kind, String id) {}

    private final Map<Key, Entry> entries;
    private final Set<Key> missing = new HashSet<>();
    private final int most;

    /** Keeps so many at most. */
    public RecentEntries(int most) {
        this.most = most;
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
        var key = new Key(entry.getClass(), entry.id());
        entries.put(key, entry);
        missing.remove(key);
    }

    /** Remembers that there is no such entry, until one is put. */
    public void missing(Class<? extends Entry> kind, String id) {
        if (missing.size() >= most) {
            missing.clear();
        }
        missing.add(new Key(kind, id));
    }

    /** Whether it is known that there is no such entry. */
    public boolean isMissing(Class<? extends Entry> kind, String id) {
        return !missing.isEmpty() && missing.contains(new Key(kind, id));
    }

    /** Forgets all. */
    public void clear() {
        entries.clear();
        missing.clear();
    }
}

package org.dermatrail.projections.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.dermatrail.projections.access.AccessFilter;
import org.jspecify.annotations.Nullable;

/** Reads through the entries that were in use last. For the writing thread, which alone changes them. */
public final class RecentReader implements EntryReader {

    private final EntryReader stored;
    private final RecentEntries recent;
    private final BiPredicate<Class<? extends Entry>, String> beyond;
    private final boolean far;

    /**
     * Reads what is not among the recent ones from what is stored.
     *
     * @param beyond says of which ids it is certain, without looking, that nothing is stored
     */
    public RecentReader(EntryReader stored, RecentEntries recent, BiPredicate<Class<? extends Entry>, String> beyond) {
        this(stored, recent, beyond, false);
    }

    private RecentReader(
            EntryReader stored, RecentEntries recent, BiPredicate<Class<? extends Entry>, String> beyond, boolean far) {
        this.stored = stored;
        this.recent = recent;
        this.beyond = beyond;
        this.far = far;
    }

    /** Reads from where every question is a journey: several entries at once, and what is not there once only. */
    public static RecentReader far(EntryReader stored, RecentEntries recent) {
        return new RecentReader(stored, recent, (kind, id) -> false, true);
    }

    @Override
    public <E extends Entry> @Nullable E find(Class<E> kind, String id) {
        var known = recent.get(kind, id);
        if (known != null || isMissing(kind, id)) {
            return known;
        }
        var found = stored.find(kind, id);
        keep(kind, id, found);
        return found;
    }

    private void keep(Class<? extends Entry> kind, String id, @Nullable Entry found) {
        if (found != null) {
            recent.put(found);
        } else if (far) {
            recent.missing(kind, id);
        }
    }

    @Override
    public <E extends Entry> Map<String, E> findAll(Class<E> kind, Collection<String> ids) {
        if (far) {
            read(kind, ids);
        }
        var found = new LinkedHashMap<String, E>();
        for (var id : ids) {
            var entry = find(kind, id);
            if (entry != null) {
                found.put(id, entry);
            }
        }
        return found;
    }

    private boolean isMissing(Class<? extends Entry> kind, String id) {
        return beyond.test(kind, id) || recent.isMissing(kind, id);
    }

    /** Has all of these among the recent ones, or known not to be there. */
    private <E extends Entry> void read(Class<E> kind, Collection<String> ids) {
        var unknown = new ArrayList<String>();
        for (var id : ids) {
            if (recent.get(kind, id) == null && !isMissing(kind, id)) {
                unknown.add(id);
            }
        }
        if (!unknown.isEmpty()) {
            var found = stored.findAll(kind, unknown);
            unknown.forEach(id -> keep(kind, id, found.get(id)));
        }
    }

    @Override
    public void fetch(Supplier<NamedEntries> soon) {
        if (far) {
            soon.get().forEach(this::read);
        }
    }

    @Override
    public List<String> lesionsOf(Collection<String> participantKeys) {
        return stored.lesionsOf(participantKeys);
    }

    @Override
    public List<String> capturesOf(Collection<String> participantKeys) {
        return stored.capturesOf(participantKeys);
    }

    @Override
    public <E extends Entry> List<E> list(Class<E> kind, @Nullable String after, int limit) {
        return stored.list(kind, after, limit);
    }

    @Override
    public long size(Class<? extends Entry> kind) {
        return stored.size(kind);
    }

    @Override
    public List<String> lesionsOf(String participantKey) {
        return stored.lesionsOf(participantKey);
    }

    @Override
    public List<String> capturesOf(String participantKey) {
        return stored.capturesOf(participantKey);
    }

    @Override
    public List<String> capturesWithImage(String digest) {
        return stored.capturesWithImage(digest);
    }

    @Override
    public List<String> participants(AccessFilter access, String studyId, @Nullable String after, int limit) {
        return stored.participants(access, studyId, after, limit);
    }

    @Override
    public List<DiscrepancyEntry> discrepancies(
            AccessFilter access, boolean openOnly, @Nullable String after, int limit) {
        return stored.discrepancies(access, openOnly, after, limit);
    }

    @Override
    public Map<String, Long> openDiscrepancies(AccessFilter access) {
        return stored.openDiscrepancies(access);
    }

    @Override
    public List<Enrolled> enrolled(AccessFilter access, String studyId) {
        return stored.enrolled(access, studyId);
    }

    @Override
    public Map<String, Long> capturesBySite(AccessFilter access, String studyId) {
        return stored.capturesBySite(access, studyId);
    }

    @Override
    public Map<String, Long> openDiscrepanciesBySite(AccessFilter access, String studyId) {
        return stored.openDiscrepanciesBySite(access, studyId);
    }
}

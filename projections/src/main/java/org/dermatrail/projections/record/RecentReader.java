package org.dermatrail.projections.record;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.dermatrail.projections.access.AccessFilter;
import org.jspecify.annotations.Nullable;

/** Reads through the entries that were in use last. For the writing thread, which alone changes them. */
public final class RecentReader implements EntryReader {

    private final EntryReader stored;
    private final RecentEntries recent;
    private final BiPredicate<Class<? extends Entry>, String> beyond;

    /**
     * Reads what is not among the recent ones from what is stored.
     *
     * @param beyond says of which ids it is certain, without looking, that nothing is stored
     */
    public RecentReader(EntryReader stored, RecentEntries recent, BiPredicate<Class<? extends Entry>, String> beyond) {
        this.stored = stored;
        this.recent = recent;
        this.beyond = beyond;
    }

    @Override
    public <E extends Entry> @Nullable E find(Class<E> kind, String id) {
        var known = recent.get(kind, id);
        if (known != null || beyond.test(kind, id)) {
            return known;
        }
        var found = stored.find(kind, id);
        if (found != null) {
            recent.put(found);
        }
        return found;
    }

    @Override
    public <E extends Entry> Map<String, E> findAll(Class<E> kind, Collection<String> ids) {
        var found = new LinkedHashMap<String, E>();
        for (var id : ids) {
            var entry = find(kind, id);
            if (entry != null) {
                found.put(id, entry);
            }
        }
        return found;
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

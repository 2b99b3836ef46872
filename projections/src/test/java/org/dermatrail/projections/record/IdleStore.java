package org.dermatrail.projections.record;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dermatrail.projections.access.AccessFilter;
import org.jspecify.annotations.Nullable;

/** A store that keeps nothing, to show that the suite for stores notices. */
public final class IdleStore implements EntryStore {

    /** Keeps nothing. */
    public IdleStore() {}

    @Override
    public <T> T read(Function<EntryReader, T> question) {
        return question.apply(latest());
    }

    @Override
    public EntryReader latest() {
        return new Nothing();
    }

    @Override
    public void write(Collection<? extends Entry> changed, Ordinals next, long position) {}

    @Override
    public Ordinals nextOrdinals() {
        return new Ordinals(0, 0, 0);
    }

    @Override
    public long position() {
        return -1;
    }

    @Override
    public void sync() {}

    @Override
    public void clear() {}

    @Override
    public void close() {}

    private record Nothing() implements EntryReader {

        @Override
        public <E extends Entry> @Nullable E find(Class<E> kind, String id) {
            return null;
        }

        @Override
        public <E extends Entry> Map<String, E> findAll(Class<E> kind, Collection<String> ids) {
            return Map.of();
        }

        @Override
        public <E extends Entry> List<E> list(Class<E> kind, @Nullable String after, int limit) {
            return List.of();
        }

        @Override
        public long size(Class<? extends Entry> kind) {
            return 0;
        }

        @Override
        public List<String> lesionsOf(String participantKey) {
            return List.of();
        }

        @Override
        public List<String> capturesOf(String participantKey) {
            return List.of();
        }

        @Override
        public List<String> capturesWithImage(String digest) {
            return List.of();
        }

        @Override
        public List<String> participants(AccessFilter access, String studyId, @Nullable String after, int limit) {
            return List.of();
        }

        @Override
        public List<DiscrepancyEntry> discrepancies(
                AccessFilter access, boolean openOnly, @Nullable String after, int limit) {
            return List.of();
        }

        @Override
        public Map<String, Long> openDiscrepancies(AccessFilter access) {
            return Map.of();
        }

        @Override
        public List<Enrolled> enrolled(AccessFilter access, String studyId) {
            return List.of();
        }

        @Override
        public Map<String, Long> capturesBySite(AccessFilter access, String studyId) {
            return Map.of();
        }

        @Override
        public Map<String, Long> openDiscrepanciesBySite(AccessFilter access, String studyId) {
            return Map.of();
        }
    }
}

package org.dermatrail.projections.record;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Entries by kind and id, each once, whether there are such entries or not. For one thread. */
public final class NamedEntries {

    private final Map<Class<? extends Entry>, Set<String>> ids = new LinkedHashMap<>();

    /** Names none. */
    public NamedEntries() {}

    /** Names one. */
    public NamedEntries and(Class<? extends Entry> kind, String id) {
        ids.computeIfAbsent(kind, any -> new LinkedHashSet<>()).add(id);
        return this;
    }

    /** Names some. */
    public NamedEntries and(Class<? extends Entry> kind, Collection<String> of) {
        ids.computeIfAbsent(kind, any -> new LinkedHashSet<>()).addAll(of);
        return this;
    }

    /** Hands out the ids of each kind. */
    public void forEach(BiConsumer<Class<? extends Entry>, Set<String>> taker) {
        ids.forEach(taker);
    }
}

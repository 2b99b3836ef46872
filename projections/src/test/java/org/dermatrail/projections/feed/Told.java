package org.dermatrail.projections.feed;

import java.nio.file.Path;
import java.util.List;
import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.projections.lucene.LuceneCohortIndex;
import org.dermatrail.projections.record.EntryStore;
import org.dermatrail.projections.sqlite.SqliteEntryStore;

/** A read side that was told a story. */
public final class Told implements AutoCloseable {

    private final SqliteEntryStore store;
    private final LuceneCohortIndex index;

    /** Tells these events into a folder. */
    public Told(Path folder, List<? extends RegistryEvent> events) {
        store = SqliteEntryStore.open(folder.resolve("read.db"));
        index = LuceneCohortIndex.open(folder.resolve("cohorts"));
        var readSide = new ReadSide(store, index);
        readSide.begin();
        long order = 0;
        for (var event : events) {
            readSide.apply(event, order++);
        }
        readSide.flush();
        readSide.end();
    }

    /** The entries. */
    public EntryStore store() {
        return store;
    }

    /** The index. */
    public LuceneCohortIndex index() {
        return index;
    }

    @Override
    public void close() {
        store.close();
        index.close();
    }
}

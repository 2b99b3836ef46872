package org.dermatrail.projections.feed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.projections.canonical.CanonicalAnswers;
import org.dermatrail.projections.lucene.LuceneCohortIndex;
import org.dermatrail.projections.lucene.LuceneTokenStore;
import org.dermatrail.projections.sqlite.SqliteEntryStore;

/** A read side in a folder, fed from a log, that can lose its power at any moment. */
final class House implements AutoCloseable {

    private static final String PROCESSOR = ReadSideProjection.GROUP;

    private final List<RegistryEvent> log;
    private final Path folder;
    private final Path safe;
    private SqliteEntryStore store;
    private LuceneCohortIndex index;
    private ReadSide readSide;
    private LuceneTokenStore tokens;

    House(List<RegistryEvent> log, Path folder) {
        this.log = log;
        this.folder = folder.resolve("data");
        safe = folder.resolve("on-disk");
        create(this.folder);
        create(safe);
        store = SqliteEntryStore.open(this.folder.resolve("read.db"));
        index = LuceneCohortIndex.open(this.folder.resolve("cohorts"));
        readSide = new ReadSide(store, index);
        tokens = tokens();
        tokens.initializeTokenSegments(PROCESSOR, 1);
    }

    private LuceneTokenStore tokens() {
        return new LuceneTokenStore(
                index, Jackson3Serializer.builder().build(), readSide::commit, Duration.ofDays(1), () -> 0L);
    }

    /** The next event to read, 0 at the start of the log. */
    int place() {
        var token = tokens.fetchToken(PROCESSOR, 0);
        return token == null ? 0 : (int) (token.position().orElseThrow() / 3) + 1;
    }

    /** Reads some events as one batch. */
    void read(int from, int to) {
        readSide.begin();
        for (int i = from; i < to; i++) {
            readSide.apply(log.get(i), i * 3L);
        }
        readSide.flush();
        readSide.end();
        if (to > place()) {
            tokens.storeToken(new GlobalSequenceTrackingToken((to - 1) * 3L), PROCESSOR, 0);
        }
    }

    void readToTheEnd() {
        while (place() < log.size()) {
            read(place(), Math.min(log.size(), place() + 17));
        }
    }

    void commit() {
        tokens.commit();
        empty(safe);
        copyEntries(folder, safe);
    }

    /** The process is killed: what was not committed to the index is gone. */
    void killed() {
        store.close();
        index.close();
        reopen();
    }

    /** Power is lost: entries that were not synced are gone too. */
    void powerLost() {
        store.close();
        index.close();
        removeEntries(folder);
        copyEntries(safe, folder);
        reopen();
    }

    /** The file of entries is deleted. */
    void entriesLost() {
        store.close();
        index.close();
        removeEntries(folder);
        reopen();
    }

    private void reopen() {
        store = SqliteEntryStore.open(folder.resolve("read.db"));
        index = LuceneCohortIndex.open(folder.resolve("cohorts"));
        readSide = new ReadSide(store, index);
        tokens = tokens();
        tokens.initializeTokenSegments(PROCESSOR, 1);
    }

    void rebuild() {
        readSide.clear();
        tokens.initializeTokenSegments(PROCESSOR, 1);
    }

    List<String> answers() {
        var lines = new ArrayList<String>();
        CanonicalAnswers.lines(store, index, lines::add);
        return lines;
    }

    String digest() {
        return CanonicalAnswers.digest(store, index);
    }

    SqliteEntryStore store() {
        return store;
    }

    LuceneCohortIndex index() {
        return index;
    }

    @Override
    public void close() {
        store.close();
        index.close();
        empty(folder);
        empty(safe);
    }

    private static void create(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void removeEntries(Path from) {
        try (var files = Files.list(from)) {
            for (var file : files.filter(House::isEntries).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyEntries(Path from, Path to) {
        try (var files = Files.list(from)) {
            for (var file : files.filter(House::isEntries).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEntries(Path file) {
        return file.getFileName().toString().startsWith("read.db");
    }

    private static void empty(Path path) {
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(path)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

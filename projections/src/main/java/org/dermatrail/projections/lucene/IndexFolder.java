package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.dermatrail.projections.cohort.BlockRow;
import org.dermatrail.projections.cohort.CohortBlock;
import org.jspecify.annotations.Nullable;

/** Lucene's folder: one writer with a thread of its own, searchers, and the marks that are committed with the rows. */
final class IndexFolder implements AutoCloseable {

    static final String POSITION = "position";

    /** Above the ordinals of all participants. */
    private static final String PARTICIPANTS = "participants";

    /** Which version of {@link RowWriter} wrote the rows. */
    private static final String FORMAT = "format";

    private static final String FORMAT_NOW = "3";

    private static final double BUFFER_MEBIBYTES = 96;

    private final Directory directory;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("cohort-index").daemon().factory());
    private final Map<String, String> marks = new HashMap<>();
    private final Words words = new Words();
    /** Of the thread that indexes. */
    private final RowWriter rowWriter = new RowWriter(words);

    private final AtomicLong written = new AtomicLong();
    private final AtomicLong refreshed = new AtomicLong();
    private volatile int participantLimit = 1;
    private volatile @Nullable Future<?> pending;
    private volatile CompletableFuture<Boolean> following = CompletableFuture.completedFuture(true);
    private volatile IndexWriter writer;
    private volatile SearcherManager searchers;

    IndexFolder(Path path) throws IOException {
        directory = FSDirectory.open(path);
        writer = openWriter();
        searchers = new SearcherManager(writer, new SearcherFactory());
    }

    private IndexWriter openWriter() throws IOException {
        var settings = new IndexWriterConfig()
                .setRAMBufferSizeMB(BUFFER_MEBIBYTES)
                .setUseCompoundFile(false)
                .setCommitOnClose(false);
        var opened = new IndexWriter(directory, settings);
        var all = new HashMap<String, String>();
        var committed = opened.getLiveCommitData();
        if (committed != null) {
            committed.forEach(each -> all.put(each.getKey(), each.getValue()));
        }
        if (!FORMAT_NOW.equals(all.get(FORMAT))) {
            // Written by another version: emptied, so that the log is read into it anew from the start.
            opened.deleteAll();
            all.clear();
            all.put(FORMAT, FORMAT_NOW);
        }
        words.read(all);
        all.keySet().removeIf(Words::isMark);
        participantLimit = Math.max(participantLimit, Integer.parseInt(all.getOrDefault(PARTICIPANTS, "1")));
        synchronized (marks) {
            marks.clear();
            marks.putAll(all);
        }
        return opened;
    }

    /** The words that rows name. */
    Words words() {
        return words;
    }

    int participantLimit() {
        return participantLimit;
    }

    /** Grows with every change that questions can see. */
    long version() {
        settle();
        return refreshed.get();
    }

    IndexSearcher acquire() throws IOException {
        return searchers.acquire();
    }

    void release(IndexSearcher searcher) throws IOException {
        searcher.getIndexReader().decRef();
    }

    void announce() {
        following = new CompletableFuture<>();
    }

    void announced() {
        boolean first = following.complete(true);
        assert first || following.isDone() : "an announcement ends";
    }

    /** Waits until everything announced and written so far can be seen. */
    void settle() {
        boolean followed = following.join();
        assert followed : "an announcement ends well";
        var last = pending;
        if (last != null) {
            await(last);
        }
        long upTo = written.get();
        if (refreshed.get() < upTo) {
            try {
                searchers.maybeRefreshBlocking();
            } catch (IOException e) {
                throw new IndexOutage("the cohort index cannot be read", e);
            }
            refreshed.accumulateAndGet(upTo, Math::max);
        }
    }

    synchronized void write(List<CohortBlock> blocks) {
        finishPending();
        if (blocks.isEmpty()) {
            return;
        }
        for (var block : blocks) {
            for (var row : block.rows()) {
                participantLimit = Math.max(participantLimit, row.participantOrdinal() + 1);
            }
        }
        pending = thread.submit(() -> {
            for (var block : blocks) {
                index(block);
            }
            return written.incrementAndGet();
        });
    }

    private void index(CohortBlock block) throws IOException {
        var key = new Term(RowDocuments.BLOCK, block.key());
        if (block.rows().isEmpty()) {
            writer.deleteDocuments(key);
        } else if (block.fresh()) {
            writer.addDocuments(documents(block));
        } else {
            writer.updateDocuments(key, documents(block));
        }
    }

    private List<Document> documents(CohortBlock block) {
        return block.rows().stream()
                .map((BlockRow row) -> RowDocuments.of(block.key(), row, rowWriter))
                .toList();
    }

    synchronized void commit(long position) {
        finishPending();
        mark(POSITION, Long.toString(position));
        mark(PARTICIPANTS, Integer.toString(participantLimit));
        try {
            commitWithMarks();
        } catch (IOException e) {
            throw new IndexOutage("the cohort index cannot be written", e);
        }
    }

    synchronized void clear() {
        finishPending();
        try {
            writer.deleteAll();
            synchronized (marks) {
                marks.clear();
                marks.put(FORMAT, FORMAT_NOW);
            }
            written.incrementAndGet();
            commitWithMarks();
        } catch (IOException e) {
            throw new IndexOutage("the cohort index cannot be emptied", e);
        }
    }

    private void commitWithMarks() throws IOException {
        var all = new HashMap<>(words.marks());
        all.putAll(marks());
        writer.setLiveCommitData(all.entrySet());
        writer.commit();
    }

    private void finishPending() {
        var last = pending;
        if (last == null) {
            return;
        }
        // Stays pending until it is done: a question that finds nothing pending does not wait.
        try {
            await(last);
        } catch (IndexOutage e) {
            goBackToLastCommit(e);
            throw e;
        } finally {
            pending = null;
        }
    }

    private void goBackToLastCommit(IndexOutage cause) {
        try {
            searchers.close();
            writer.rollback();
            writer = openWriter();
            searchers = new SearcherManager(writer, new SearcherFactory());
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private static void await(Future<?> work) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    work.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IndexOutage("the cohort index cannot be written", e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    Map<String, String> marks() {
        synchronized (marks) {
            return Map.copyOf(marks);
        }
    }

    void mark(String name, @Nullable String value) {
        synchronized (marks) {
            if (value == null) {
                marks.remove(name);
            } else {
                marks.put(name, value);
            }
        }
    }

    /** Leaves what was not committed uncommitted; it is read from the log again. */
    @Override
    public synchronized void close() {
        thread.close();
        try {
            searchers.close();
            writer.rollback();
            directory.close();
        } catch (IOException e) {
            throw new IndexOutage("the cohort index cannot be closed", e);
        }
    }
}

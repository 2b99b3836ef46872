package org.dermatrail.ops.registry;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;
import org.dermatrail.ops.events.TokenSerializer;
import org.dermatrail.ops.eventstore.CountedLetters;
import org.dermatrail.ops.eventstore.sqlite.ProcessorFile;
import org.dermatrail.ops.eventstore.sqlite.SqliteDeadLetters;
import org.dermatrail.projections.cohort.CohortIndex;
import org.dermatrail.projections.cohort.CohortIndexWriter;
import org.dermatrail.projections.feed.ReadSide;
import org.dermatrail.projections.feed.ReadSideProjection;
import org.dermatrail.projections.lucene.LuceneCohortIndex;
import org.dermatrail.projections.lucene.LuceneTokenStore;
import org.dermatrail.projections.record.EntryStore;
import org.dermatrail.projections.sqlite.SqliteEntryStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * One generation in a folder.
 *
 * <p>Law: entries are made durable before the index that was built from them, and the processor's place is in the index's
 * commits, so a crash at any instant is followed by reading on from a place both have passed.
 */
final class EmbeddedReadStores implements ReadStores {

    private static final Duration COMMIT_EVERY = Duration.ofSeconds(5);

    private final Path folder;
    private final SqliteEntryStore entries;
    private final LuceneCohortIndex index;
    private final ProcessorFile parkedFile;
    private final SequencedDeadLetterQueue<EventMessage<?>> parked;
    private @Nullable LuceneTokenStore tokens;

    private EmbeddedReadStores(Path folder, Serializer eventSerializer) {
        this.folder = folder;
        this.entries = SqliteEntryStore.open(folder.resolve("read.db"));
        this.index = LuceneCohortIndex.open(folder.resolve("cohort"));
        this.parkedFile = new ProcessorFile(folder.resolve("parked.db"));
        // A parked event must be durable before the place moves past it, whatever becomes of the batch.
        this.parked = new CountedLetters<>(
                new SqliteDeadLetters(parkedFile.eachOnItsOwn(), TokenSerializer.create(), eventSerializer)
                        .of(ReadSideProjection.GROUP));
    }

    static EmbeddedReadStores open(Path folder, Serializer eventSerializer) {
        return new EmbeddedReadStores(folder, eventSerializer);
    }

    Path folder() {
        return folder;
    }

    @Override
    public EntryStore entries() {
        return entries;
    }

    @Override
    public CohortIndex index() {
        return index;
    }

    @Override
    public CohortIndexWriter rows() {
        return index;
    }

    @Override
    public TokenStore tokens(ReadSide readSide) {
        var made =
                new LuceneTokenStore(index, TokenSerializer.create(), readSide::commit, COMMIT_EVERY, System::nanoTime);
        tokens = made;
        return made;
    }

    @Override
    public SequencedDeadLetterQueue<EventMessage<?>> parked() {
        return parked;
    }

    @Override
    public void reach() {
        // They are in this process.
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public Optional<TrackingToken> fedByOthers() {
        return Optional.empty();
    }

    @Override
    public void makeDurable(ReadSide readSide) {
        readSide.commit();
    }

    @Override
    public void close() {
        Runnable commit = tokens == null ? () -> {} : tokens::commit;
        for (Runnable step : List.<Runnable>of(commit, index::close, entries::close, parkedFile::close)) {
            try {
                step.run();
            } catch (RuntimeException outage) {
                // On a full disk for instance; nothing is lost, since what is not durable is read from the events
                // again.
                LoggerFactory.getLogger(EmbeddedReadStores.class)
                        .warn(
                                "read models not closed in order, they catch up when opened again: {}",
                                outage.toString());
            }
        }
    }
}

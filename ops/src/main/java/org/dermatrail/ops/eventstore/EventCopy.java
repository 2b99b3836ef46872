package org.dermatrail.ops.eventstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Copies all events of one log into another, in their order and byte by byte.
 *
 * <p>Laws: what the target holds must be the beginning of the source, or nothing is written; so a copy that was cut off
 * goes on where it stopped, and one that is complete writes nothing. In the end both logs are read anew and their digests
 * compared. Nobody may write to either meanwhile. Stateless but for its two logs; confined to one caller.
 */
public final class EventCopy {

    private static final int BATCH = 500;

    private final EventLog source;
    private final EventLog target;

    /** Copies from a source to a target. */
    public EventCopy(EventLog source, EventLog target) {
        this.source = source;
        this.target = target;
    }

    /** What became of a copy. */
    public sealed interface Outcome {

        /** Events that the target held already. */
        long there();

        /** Events that were written. */
        long copied();
    }

    /**
     * Everything was copied.
     *
     * @param there events that the target held already
     * @param copied events that were written
     * @param sourceDigest SHA-256 over all that the source holds of its events, in order, but for their positions
     * @param targetDigest the same of the target
     */
    public record Ended(long there, long copied, String sourceDigest, String targetDigest) implements Outcome {

        /** Whether both logs hold the same. */
        public boolean equal() {
            return sourceDigest.equals(targetDigest);
        }
    }

    /**
     * The copy was stopped and goes on when it is begun again.
     *
     * @param there events that the target held already
     * @param copied events that were written
     */
    public record Stopped(long there, long copied) implements Outcome {}

    /** The target holds something else than the beginning of the source. */
    public static final class NotTheBeginning extends RuntimeException {

        NotTheBeginning(long number, @Nullable StoredEvent expected) {
            super("Event " + number + " of the target is not event " + number + " of the source"
                    + (expected == null ? ", which has fewer" : "")
                    + "; nothing was written. Copy into an empty store.");
        }
    }

    /**
     * Copies.
     *
     * @param goesOn told after each batch how many events the target holds; whether to go on
     * @throws NotTheBeginning where the target holds something else
     * @throws StorageRefused where one of the logs fails; the copy goes on later
     */
    public Outcome run(LongPredicate goesOn) {
        long there = 0;
        long copied = 0;
        try (var from = source.scan(null)) {
            var events = from.iterator();
            there = compareWhatIsThere(events);
            var batch = new ArrayList<StoredEvent>(BATCH);
            while (events.hasNext()) {
                batch.add(events.next());
                if (batch.size() == BATCH || !events.hasNext()) {
                    target.appendStored(List.copyOf(batch));
                    copied += batch.size();
                    batch.clear();
                    if (!goesOn.test(there + copied) && events.hasNext()) {
                        return new Stopped(there, copied);
                    }
                }
            }
        }
        return new Ended(there, copied, digest(source), digest(target));
    }

    private long compareWhatIsThere(Iterator<StoredEvent> events) {
        long there = 0;
        try (var to = target.scan(null)) {
            for (var held = to.iterator(); held.hasNext(); ) {
                there++;
                var found = held.next();
                var expected = events.hasNext() ? events.next() : null;
                if (expected == null || !hex(digest(), found).equals(hex(digest(), expected))) {
                    throw new NotTheBeginning(there, expected);
                }
            }
        }
        return there;
    }

    private static String digest(EventLog log) {
        var digest = digest();
        try (var events = log.scan(null)) {
            events.forEach(event -> add(digest, event));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String hex(MessageDigest digest, StoredEvent event) {
        add(digest, event);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Each part with its length before it, so that no two events look alike. */
    private static void add(MessageDigest digest, StoredEvent event) {
        add(digest, event.getEventIdentifier());
        add(digest, event.getType());
        add(digest, event.getAggregateIdentifier());
        add(digest, event.kind().payloadType());
        add(digest, event.kind().payloadRevision());
        digest.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(event.getSequenceNumber())
                .putLong(event.timestampMicros())
                .flip());
        add(digest, event.payloadBytes());
        add(digest, event.metadataBytes());
    }

    private static void add(MessageDigest digest, @Nullable String text) {
        if (text == null) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(-1).flip());
        } else {
            add(digest, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

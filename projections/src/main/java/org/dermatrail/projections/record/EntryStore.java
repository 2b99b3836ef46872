package org.dermatrail.projections.record;

import java.util.Collection;
import java.util.function.Function;

/**
 * Keeps entries.
 *
 * <p>Laws: what {@link #write} wrote is seen by every later read, whole or not at all; readers never wait for the writer; a
 * reader sees one moment throughout its question; {@link #nextOrdinals} and position are written with the entries.
 * Reading is thread-safe; writing is for one thread at a time.
 */
public interface EntryStore extends AutoCloseable {

    /**
     * Numbers to be given to the next entries.
     *
     * @param participant next ordinal of a participant
     * @param lesion next ordinal of a lesion
     * @param capture next ordinal of a capture
     */
    record Ordinals(int participant, int lesion, int capture) {}

    /** Asks something of one moment. */
    <T> T read(Function<EntryReader, T> question);

    /** What the writing thread sees: everything written, without the cost of a moment of its own. */
    EntryReader latest();

    /** Writes entries, next ordinals and position in one transaction. */
    void write(Collection<? extends Entry> changed, Ordinals next, long position);

    /** The numbers to be given next. */
    Ordinals nextOrdinals();

    /** The position last written, -1 where nothing was. */
    long position();

    /** Makes everything written survive a loss of power. */
    void sync();

    /** Drops everything. */
    void clear();

    @Override
    void close();
}

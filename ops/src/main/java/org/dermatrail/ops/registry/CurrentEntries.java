package org.dermatrail.ops.registry;

import java.util.Collection;
import java.util.function.Function;
import org.dermatrail.projections.record.Entry;
import org.dermatrail.projections.record.EntryReader;
import org.dermatrail.projections.record.EntryStore;

/** The entries of whichever generation is in use when a question is asked; read only. */
final class CurrentEntries implements EntryStore {

    private final Generations generations;

    CurrentEntries(Generations generations) {
        this.generations = generations;
    }

    @Override
    public <T> T read(Function<EntryReader, T> question) {
        return generations.ask(models -> models.entries().read(question));
    }

    @Override
    public EntryReader latest() {
        return generations.current().entries().latest();
    }

    @Override
    public void write(Collection<? extends Entry> changed, Ordinals next, long position) {
        throw readOnly();
    }

    @Override
    public Ordinals nextOrdinals() {
        return generations.ask(models -> models.entries().nextOrdinals());
    }

    @Override
    public long position() {
        return generations.ask(models -> models.entries().position());
    }

    @Override
    public void sync() {
        throw readOnly();
    }

    @Override
    public void clear() {
        throw readOnly();
    }

    @Override
    public void close() {
        // Generations close what they opened.
    }

    private static IllegalStateException readOnly() {
        return new IllegalStateException("questions never write");
    }
}

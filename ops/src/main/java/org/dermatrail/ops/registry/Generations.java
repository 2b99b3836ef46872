package org.dermatrail.ops.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;

/**
 * The read models in use, and their change for rebuilt ones.
 *
 * <p>Law: a generation is in use only once it has caught up, and the change is one rename; a rebuild that was cut off
 * leaves the generation in use as it was. Thread-safe.
 */
final class Generations implements AutoCloseable {

    private static final String POINTER = "current";
    private static final String FIRST = "generation-1";
    private static final Duration STEP = Duration.ofMillis(250);

    private final Path folder;
    private final StreamableMessageSource<TrackedEventMessage<?>> events;
    private final Serializer serializer;
    private volatile ReadModels current;

    private Generations(
            Path folder,
            StreamableMessageSource<TrackedEventMessage<?>> events,
            Serializer serializer,
            ReadModels current) {
        this.folder = folder;
        this.events = events;
        this.serializer = serializer;
        this.current = current;
    }

    static Generations open(Path folder, StreamableMessageSource<TrackedEventMessage<?>> events, Serializer serializer)
            throws IOException {
        Files.createDirectories(folder);
        var pointer = folder.resolve(POINTER);
        if (!Files.exists(pointer)) {
            Files.writeString(pointer, FIRST);
        }
        var name = Files.readString(pointer).strip();
        sweep(folder, name);
        return new Generations(folder, events, serializer, ReadModels.open(folder.resolve(name), events, serializer));
    }

    /** Removes what a rebuild that was cut off left behind. */
    private static void sweep(Path folder, String inUse) throws IOException {
        try (var found = Files.list(folder)) {
            for (var path : found.toList()) {
                var name = path.getFileName().toString();
                if (name.startsWith("generation-") && !name.equals(inUse)) {
                    delete(path);
                }
            }
        }
    }

    private static void delete(Path path) throws IOException {
        try (var found = Files.walk(path)) {
            for (var each : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    ReadModels current() {
        return current;
    }

    /** Builds a new generation from the first event and puts it in use. */
    synchronized void rebuild(LongSupplier lastPosition, BiConsumer<Long, Long> progress) {
        var old = current;
        int number = Integer.parseInt(old.folder().getFileName().toString().replace("generation-", "")) + 1;
        var fresh = ReadModels.open(folder.resolve("generation-" + number), events, serializer);
        while (!fresh.awaitPlace(lastPosition.getAsLong(), STEP)) {
            progress.accept(fresh.place(), lastPosition.getAsLong());
            if (fresh.failed()) {
                fresh.close();
                throw new IllegalStateException("the read models could not be rebuilt; the old ones stay in use");
            }
        }
        progress.accept(fresh.place(), lastPosition.getAsLong());
        try {
            var pointer = Files.writeString(
                    folder.resolve(POINTER + ".new"),
                    fresh.folder().getFileName().toString());
            fresh.makeDurable();
            Files.move(
                    pointer,
                    folder.resolve(POINTER),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            current = fresh;
            old.close();
            delete(old.folder());
        } catch (IOException e) {
            throw new FolderUnusable(folder, e);
        }
    }

    @Override
    public void close() {
        current.close();
    }
}

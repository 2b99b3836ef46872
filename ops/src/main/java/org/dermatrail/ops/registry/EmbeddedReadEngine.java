package org.dermatrail.ops.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.serialization.Serializer;

/**
 * Read models by Lucene and SQLite, each generation in a folder of its own.
 *
 * <p>Laws: a file in the folder names the log that the generation is fed from, and is there before anything else; the change
 * to another generation is one rename; what was begun and cut off is removed at the next start.
 */
final class EmbeddedReadEngine implements ReadEngine {

    private static final String POINTER = "current";
    private static final String GENERATION = "generation-";
    private static final String LOG = "log";

    private final Path folder;
    private final String log;
    private final Serializer serializer;

    /**
     * Keeps generations in a folder.
     *
     * @param log identity of the log
     * @param serializer for parked events
     */
    EmbeddedReadEngine(Path folder, String log, Serializer serializer) {
        this.folder = folder;
        this.log = log;
        this.serializer = serializer;
    }

    @Override
    public String inWords() {
        return "Lucene and SQLite in the data folder";
    }

    @Override
    public void reach() {
        // It is in this process.
    }

    @Override
    public ReadStores open() {
        return doing(() -> {
            Files.createDirectories(folder);
            var pointer = folder.resolve(POINTER);
            if (!Files.exists(pointer)) {
                Files.writeString(pointer, GENERATION + 1);
            }
            sweep(inUse());
            return made(inUse());
        });
    }

    @Override
    public ReadStores openAnew(ReadStores old) {
        return doing(() -> {
            old.close();
            delete(inUse());
            return made(inUse());
        });
    }

    @Override
    public ReadStores beside() {
        return doing(() -> {
            int number = Integer.parseInt(inUse().getFileName().toString().replace(GENERATION, "")) + 1;
            var generation = folder.resolve(GENERATION + number);
            delete(generation);
            return made(generation);
        });
    }

    @Override
    public void putInUse(ReadStores fresh) {
        var name = ((EmbeddedReadStores) fresh).folder().getFileName().toString();
        var moved = doing(() -> Files.move(
                Files.writeString(folder.resolve(POINTER + ".new"), name),
                folder.resolve(POINTER),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING));
        assert moved.endsWith(POINTER) : "the pointer is in its place";
    }

    @Override
    public void removeOthers() {
        var kept = doing(() -> sweep(inUse()));
        assert Files.exists(kept) : "what is in use stays";
    }

    /** What touches the disk. */
    private interface Step<T> {
        T take() throws IOException;
    }

    private <T> T doing(Step<T> step) {
        try {
            return step.take();
        } catch (IOException e) {
            throw new FolderUnusable(folder, e);
        }
    }

    private Path inUse() throws IOException {
        return folder.resolve(Files.readString(folder.resolve(POINTER)).strip());
    }

    /** The stores of a generation; what another log was fed into it, or nobody knows which, is removed first. */
    private ReadStores made(Path generation) throws IOException {
        var named = generation.resolve(LOG);
        if (!Files.exists(named) || !Files.readString(named).equals(log)) {
            delete(generation);
            Files.createDirectories(generation);
            Files.writeString(named, log);
        }
        return EmbeddedReadStores.open(generation, serializer);
    }

    private Path sweep(Path inUse) throws IOException {
        for (var path : in(folder)) {
            if (path.getFileName().toString().startsWith(GENERATION) && !path.equals(inUse)) {
                delete(path);
            }
        }
        return folder;
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            for (var each : below(path)) {
                Files.delete(each);
            }
        }
    }

    private static List<Path> in(Path path) throws IOException {
        try (Stream<Path> found = Files.list(path)) {
            return found.toList();
        }
    }

    /** What lies in a folder, what lies deepest first, and the folder. */
    private static List<Path> below(Path path) throws IOException {
        try (Stream<Path> found = Files.walk(path)) {
            return found.sorted(Comparator.reverseOrder()).toList();
        }
    }
}

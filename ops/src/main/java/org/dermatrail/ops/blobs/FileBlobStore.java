package org.dermatrail.ops.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dermatrail.domain.image.BlobStore;

/**
 * Keeps bytes as files: {@code ab/cd/<digest>} below a folder.
 *
 * <p>Law: a file is written elsewhere in the same file system, synced, renamed into place in one step, and the folder
 * that names it is synced, before {@link #put} returns; so a name that is visible always has all its bytes. What a crash
 * left behind elsewhere is swept at opening. One store a folder. Thread-safe.
 */
public final class FileBlobStore implements BlobStore {

    /** The largest blob taken, in bytes. */
    public static final int MAX_BYTES = 1 << 29;

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final int LOCKS = 64;

    private final Path root;
    private final Path incoming;
    private final Set<Path> syncedFolders = ConcurrentHashMap.newKeySet();
    private final ReentrantLock[] locks =
            IntStream.range(0, LOCKS).mapToObj(_ -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    /**
     * Opens the store, making its folder where it is missing, and sweeps what a crash left behind.
     *
     * @param root folder of the store; the folder it is in exists
     */
    public FileBlobStore(Path root) throws IOException {
        this.root = root.toAbsolutePath();
        this.incoming = this.root.resolve("incoming");
        makeFolder(this.root);
        makeFolder(incoming);
        try (Stream<Path> leftovers = Files.list(incoming)) {
            for (Path leftover : leftovers.toList()) {
                Files.delete(leftover);
            }
        }
    }

    @Override
    public String put(byte[] bytes) throws IOException {
        if (bytes.length > MAX_BYTES) {
            throw new IOException("A blob of " + bytes.length + " bytes is larger than " + MAX_BYTES + " bytes");
        }
        var digest = HexFormat.of().formatHex(sha256().digest(bytes));
        var target = pathOf(digest);
        var lock = locks[Math.floorMod(digest.hashCode(), LOCKS)];
        lock.lock();
        try {
            if (Files.exists(target)) {
                // Whoever put it may have been cut off before the folder was synced.
                makeFolders(target);
                sync(folderOf(target));
            } else {
                write(bytes, target);
            }
        } finally {
            lock.unlock();
        }
        return digest;
    }

    private void write(byte[] bytes, Path target) throws IOException {
        makeFolders(target);
        var temporary = incoming.resolve(UUID.randomUUID().toString());
        try {
            try (var channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                var left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    var _ = channel.write(left);
                }
                channel.force(true);
            }
            var _ = Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException cause) {
            removeAfter(cause, temporary);
            throw cause;
        }
        try {
            sync(folderOf(target));
        } catch (IOException cause) {
            removeAfter(cause, target);
            throw cause;
        }
    }

    private static void removeAfter(IOException cause, Path leftover) {
        try {
            var _ = Files.deleteIfExists(leftover);
        } catch (IOException second) {
            cause.addSuppressed(second);
        }
    }

    @Override
    public Optional<InputStream> open(String digest) throws IOException {
        if (!DIGEST.matcher(digest).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.newInputStream(pathOf(digest)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    @Override
    public boolean contains(String digest) {
        return DIGEST.matcher(digest).matches() && Files.exists(pathOf(digest));
    }

    // The caller closes the stream, as the port says.
    @SuppressWarnings("StreamResourceLeak")
    @Override
    public Stream<String> digests() throws IOException {
        return Files.find(
                        root,
                        3,
                        (path, attributes) -> attributes.isRegularFile()
                                && DIGEST.matcher(path.getFileName().toString()).matches())
                .map(path -> path.getFileName().toString());
    }

    /** Reads a blob again and tells whether it is stored and still has the digest it is named by. */
    public boolean verify(String digest) throws IOException {
        var stored = open(digest);
        if (stored.isEmpty()) {
            return false;
        }
        var sum = sha256();
        try (var bytes = new DigestInputStream(stored.get(), sum)) {
            var _ = bytes.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(sum.digest()).equals(digest);
    }

    private Path pathOf(String digest) {
        return root.resolve(digest.substring(0, 2))
                .resolve(digest.substring(2, 4))
                .resolve(digest);
    }

    private static Path folderOf(Path path) {
        var folder = path.getParent();
        if (folder == null) {
            throw new IllegalArgumentException("A root is in no folder");
        }
        return folder;
    }

    private void makeFolders(Path target) throws IOException {
        var inner = folderOf(target);
        makeFolder(folderOf(inner));
        makeFolder(inner);
    }

    /** Makes a folder and syncs the one it is in, once for each folder and process. */
    private void makeFolder(Path folder) throws IOException {
        if (syncedFolders.contains(folder)) {
            return;
        }
        try {
            var _ = Files.createDirectory(folder);
        } catch (FileAlreadyExistsException known) {
            if (!Files.isDirectory(folder)) {
                throw known;
            }
        }
        sync(folderOf(folder));
        syncedFolders.add(folder);
    }

    private static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}

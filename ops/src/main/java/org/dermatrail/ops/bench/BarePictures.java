package org.dermatrail.ops.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.dermatrail.domain.image.BlobStore;

/** The limits of an import of pictures: what the least that must be done with the very pictures it stored takes. */
final class BarePictures {

    private final BlobStore stored;
    private final Path folder;

    /**
     * Takes stored pictures.
     *
     * @param stored the pictures
     * @param folder where they may be written to, empty or not there
     */
    BarePictures(BlobStore stored, Path folder) {
        this.stored = stored;
        this.folder = folder;
    }

    /** Reads and decodes each by the platform's own reader. */
    double decodedPerSecond(long pictures) throws IOException {
        try (var digests = stored.digests()) {
            return pictures
                    / OnAllCores.seconds(digests, digest -> {
                        // The reader closes what it reads from.
                        if (ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes(digest))))
                                == null) {
                            throw new IOException("a picture that was stored cannot be decoded");
                        }
                    });
        }
    }

    /** Reads each, computes its digest and writes it to a file that is synced. */
    double writtenPerSecond(long pictures) throws IOException {
        Files.createDirectories(folder);
        try (var digests = stored.digests()) {
            return pictures / OnAllCores.seconds(digests, this::copy);
        }
    }

    private void copy(String digest) throws IOException {
        var bytes = bytes(digest);
        var name = HexFormat.of().formatHex(sha256().digest(bytes));
        try (var file =
                FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                var _ = file.write(left);
            }
            file.force(true);
        }
    }

    private byte[] bytes(String digest) throws IOException {
        var stream = stored.open(digest).orElseThrow(() -> new IOException("a picture that was stored is gone"));
        try (stream) {
            return stream.readAllBytes();
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

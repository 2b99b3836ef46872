package org.dermatrail.gateway.upload;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Unpacks pictures that came as one zip.
 *
 * <p>Laws: what comes out is counted as it comes, whatever the zip says of itself, and everything is refused once it is too
 * many, too large or out of proportion; no name leads out of the folder; no link is made; memory does not grow with the
 * zip. Used once.
 */
final class ZippedPictures {

    private static final int BUFFER_BYTES = 1 << 16;
    /** Below this a small zip of many small pictures may be out of proportion. */
    private static final long UNSUSPICIOUS_BYTES = 16L << 20;

    private final UploadSettings limits;
    private final Path folder;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long unpacked;
    private long mostUnpacked;
    private int entries;

    ZippedPictures(UploadSettings limits, Path folder) {
        this.limits = limits;
        this.folder = folder;
    }

    static boolean isZip(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var head = in.readNBytes(4);
            return head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
        }
    }

    void unpack(Path zip) throws IOException {
        mostUnpacked = Math.min(
                limits.mostUnpackedBytes(),
                Math.max(UNSUSPICIOUS_BYTES, Files.size(zip) * (long) limits.mostTimesLarger()));
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (++entries > limits.mostPictures()) {
                    throw tooLarge("The zip holds more than " + limits.mostPictures() + " files.");
                }
                if (!entry.isDirectory()) {
                    var name = PictureName.ofEntry(entry.getName());
                    if (name.isPresent()) {
                        write(in, name.get().below(folder));
                    } else {
                        pass(in);
                    }
                }
            }
        } catch (ZipException | IllegalArgumentException broken) {
            throw unreadable();
        } catch (EOFException cut) {
            throw unreadable();
        } catch (FileAlreadyExistsException twice) {
            throw new UploadRefused("PICTURE_TWICE", "The zip holds two pictures of one name; keep one.");
        }
        if (entries == 0) {
            throw unreadable();
        }
    }

    private static UploadRefused unreadable() {
        return new UploadRefused(
                "ZIP_NOT_READABLE",
                "The zip cannot be read; make it again without a password and with names in UTF-8.");
    }

    private static UploadRefused tooLarge(String sentence) {
        return new UploadRefused("UPLOAD_TOO_LARGE", sentence);
    }

    private void write(InputStream in, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long bytes = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                count(read);
                if (bytes > limits.largestPictureBytes()) {
                    throw tooLarge("The zip holds a picture of more than " + limits.largestPictureBytes() + " bytes.");
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private void pass(InputStream in) throws IOException {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            count(read);
        }
    }

    private void count(int bytes) {
        unpacked += bytes;
        if (unpacked > mostUnpacked) {
            throw tooLarge("The zip unpacks to more than is taken, or to far more than its own size.");
        }
    }
}

package org.dermatrail.pseudonymization.keys;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dermatrail.pseudonymization.keys.KeyFault.Reason;

/**
 * A file of named Tink keysets: one line a keyset, its name, a blank and its bytes in Base64.
 *
 * <p>Law: the file belongs to its owner alone (mode 0600) and is not opened otherwise; it is written once, to the
 * disk and
 * not only to its cache, before anybody gets a key of it; what is not understood is refused. Keysets are versioned
 * by Tink, so a key can be
 * rotated by adding one.
 */
public final class KeyFile {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final long LONGEST_FILE_BYTES = 1 << 20;

    private KeyFile() {}

    /**
     * Reads a key file, making it with fresh random keys where it does not exist.
     *
     * @param wanted for each keyset its name and what a fresh one is made of
     * @throws KeyFault where the file is exposed, damaged, or cannot be written
     */
    public static Map<String, KeysetHandle> openOrCreate(Path file, Map<String, Parameters> wanted) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            create(file, wanted);
        }
        return open(file, wanted.keySet());
    }

    /**
     * Reads a key file.
     *
     * @throws KeyFault where the file is missing, exposed or damaged
     */
    public static Map<String, KeysetHandle> open(Path file, Set<String> wanted) {
        try {
            Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
            if (!OWNER_ONLY.containsAll(granted)) {
                throw new KeyFault(
                        Reason.KEYS_EXPOSED,
                        "Others than its owner may open the key file " + file + ". Take their rights away (chmod 600)"
                                + " and think about who may have read it.");
            }
            if (Files.size(file) > LONGEST_FILE_BYTES) {
                throw unreadable(file);
            }
            Map<String, KeysetHandle> keysets = parse(file, Files.readAllLines(file, StandardCharsets.UTF_8));
            if (!keysets.keySet().equals(wanted)) {
                throw unreadable(file);
            }
            return keysets;
        } catch (NoSuchFileException e) {
            throw new KeyFault(
                    Reason.KEYS_MISSING, "The key file " + file + " is missing. Put it back from its own backup.");
        } catch (IOException | UnsupportedOperationException e) {
            throw unreadable(file);
        }
    }

    private static Map<String, KeysetHandle> parse(Path file, List<String> lines) {
        Map<String, KeysetHandle> keysets = new LinkedHashMap<>();
        for (String line : lines) {
            int blank = line.indexOf(' ');
            if (blank < 1) {
                throw unreadable(file);
            }
            try {
                keysets.put(
                        line.substring(0, blank),
                        TinkProtoKeysetFormat.parseKeyset(
                                Base64.getDecoder().decode(line.substring(blank + 1)),
                                InsecureSecretKeyAccess.get(),
                                RegistryConfiguration.get()));
            } catch (GeneralSecurityException | RuntimeException e) {
                // The parser's message may quote the line, which is a key; so the cause is left behind.
                throw unreadable(file);
            }
        }
        return keysets;
    }

    private static void create(Path file, Map<String, Parameters> wanted) {
        StringBuilder text = new StringBuilder();
        try {
            for (Map.Entry<String, Parameters> entry : wanted.entrySet()) {
                KeysetHandle fresh = KeysetHandle.newBuilder()
                        .addEntry(KeysetHandle.generateEntryFromParameters(entry.getValue())
                                .withRandomId()
                                .makePrimary())
                        .build();
                byte[] keyset = TinkProtoKeysetFormat.serializeKeyset(
                        fresh, InsecureSecretKeyAccess.get(), RegistryConfiguration.get());
                text.append(entry.getKey())
                        .append(' ')
                        .append(Base64.getEncoder().encodeToString(keyset))
                        .append('\n');
            }
            write(file, text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IOException | UnsupportedOperationException e) {
            throw new KeyFault(
                    Reason.KEYS_NOT_WRITTEN,
                    "The key file " + file + " cannot be written: "
                            + e.getClass().getSimpleName() + ".");
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("no folder");
        }
        Path written = Files.createTempFile(
                folder, "." + file.getFileName(), ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
                for (ByteBuffer left = ByteBuffer.wrap(content); left.hasRemaining(); ) {
                    channel.write(left);
                }
                channel.force(true);
            }
            // A link, unlike a move, never replaces keys that another process has just made.
            Files.createLink(file, written);
        } catch (FileAlreadyExistsException e) {
            return;
        } finally {
            Files.deleteIfExists(written);
        }
        try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
            entry.force(true);
        }
    }

    private static KeyFault unreadable(Path file) {
        return new KeyFault(
                Reason.KEYS_UNREADABLE,
                "The key file " + file + " cannot be read or is damaged. Put it back from its own backup.");
    }
}

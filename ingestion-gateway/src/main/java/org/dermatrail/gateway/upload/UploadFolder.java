package org.dermatrail.gateway.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.dermatrail.connectors.SourceRequest;
import org.dermatrail.connectors.mapping.Mappings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps uploads until they are imported.
 *
 * <p>Laws: files lie under names of our own, pictures under their own where those are plain names; an upload is its
 * account's alone; what is refused, imported or left from an earlier start is removed. Thread-safe.
 */
public final class UploadFolder {

    private static final Logger LOG = LoggerFactory.getLogger(UploadFolder.class);
    private static final String JOIN_NAME = "[A-Za-z0-9_-]{1,40}";

    private final UploadSettings settings;
    private final Supplier<UUID> ids;
    private final Map<UUID, Upload> kept = new LinkedHashMap<>();
    private final Map<UUID, Integer> inUse = new HashMap<>();

    private UploadFolder(UploadSettings settings, Supplier<UUID> ids) {
        this.settings = settings;
        this.ids = ids;
    }

    /** Opens the folder and removes what an earlier start left in it. */
    public static UploadFolder open(UploadSettings settings, Supplier<UUID> ids) {
        try {
            remove(settings.folder());
            create(settings.folder());
            create(settings.incoming());
            return new UploadFolder(settings, ids);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of uploads cannot be made ready", e);
        }
    }

    /**
     * What was sent together.
     *
     * @param table the main table
     * @param mappingName name of a ready mapping, or {@code null}
     * @param mapping a mapping file, or {@code null}
     * @param joins side tables by name
     * @param pictures pictures one by one, or one zip of them
     */
    public record Parcel(
            @Nullable SentFile table,
            @Nullable String mappingName,
            @Nullable SentFile mapping,
            Map<String, SentFile> joins,
            List<SentFile> pictures) {}

    /**
     * Keeps what was sent.
     *
     * @throws UploadRefused where it cannot be taken
     * @throws IOException where the disk cannot take it
     */
    public Upload keep(String account, Parcel parcel) throws IOException {
        var table = parcel.table();
        if (table == null || (parcel.mappingName() == null) == (parcel.mapping() == null)) {
            throw new UploadRefused(
                    "BAD_INPUT", "Send one file as 'table', and either 'mappingName' or one file as 'mapping'.");
        }
        makeRoom(account);
        var id = ids.get();
        var folder = settings.folder().resolve(id.toString());
        boolean whole = false;
        try {
            create(folder);
            table.moveTo(folder.resolve("table.csv"));
            var request = new SourceRequest(
                    mapping(parcel, folder),
                    folder.resolve("table.csv"),
                    joins(parcel.joins(), folder),
                    parcel.pictures().isEmpty() ? null : pictures(parcel.pictures(), folder));
            var upload = new Upload(id, account, folder, request);
            synchronized (this) {
                kept.put(id, upload);
            }
            whole = true;
            return upload;
        } finally {
            if (!whole) {
                remove(folder);
            }
        }
    }

    private static String mapping(Parcel parcel, Path folder) throws IOException {
        var file = parcel.mapping();
        if (file != null) {
            var path = folder.resolve("mapping.yaml");
            file.moveTo(path);
            return path.toString();
        }
        var name = parcel.mappingName();
        if (name == null || !Mappings.ready().contains(name)) {
            // A connector would take any other word for a path.
            throw new UploadRefused(
                    "MAPPING_UNKNOWN", "Ready mappings are " + String.join(", ", Mappings.ready()) + ".");
        }
        return name;
    }

    private static Map<String, Path> joins(Map<String, SentFile> sent, Path folder) throws IOException {
        var joins = new LinkedHashMap<String, Path>();
        for (var join : sent.entrySet()) {
            if (!join.getKey().matches(JOIN_NAME)) {
                throw new UploadRefused("BAD_INPUT", "A side table is named by letters, digits, _ and -.");
            }
            var path = folder.resolve("side-table-" + (joins.size() + 1) + ".csv");
            join.getValue().moveTo(path);
            joins.put(join.getKey(), path);
        }
        return joins;
    }

    private Path pictures(List<SentFile> sent, Path folder) throws IOException {
        var pictures = folder.resolve("pictures");
        create(pictures);
        if (sent.size() == 1) {
            var only = folder.resolve("only-picture");
            sent.getFirst().moveTo(only);
            if (!ZippedPictures.isZip(only)) {
                Files.move(only, PictureName.ofFile(sent.getFirst().name()).below(pictures));
                return pictures;
            }
            new ZippedPictures(settings, pictures).unpack(only);
            Files.delete(only);
            return withoutOuterFolders(pictures);
        }
        for (var picture : sent) {
            var place = PictureName.ofFile(picture.name()).below(pictures);
            if (Files.exists(place)) {
                throw new UploadRefused("PICTURE_TWICE", "Two pictures have the same name; keep one.");
            }
            picture.moveTo(place);
        }
        return pictures;
    }

    /** A zip often holds one folder that holds all pictures; mappings name them from there. */
    private static Path withoutOuterFolders(Path folder) throws IOException {
        try (var inside = Files.list(folder)) {
            var first = inside.limit(2).toList();
            return first.size() == 1 && Files.isDirectory(first.getFirst())
                    ? withoutOuterFolders(first.getFirst())
                    : folder;
        }
    }

    /** The upload of that id where it is this account's. */
    public synchronized Optional<Upload> find(String account, UUID id) {
        return Optional.ofNullable(kept.get(id))
                .filter(upload -> upload.account().equals(account));
    }

    /** Keeps an upload from being dropped while it is read; false where it is gone. */
    public synchronized boolean hold(Upload upload) {
        if (!kept.containsKey(upload.id())) {
            return false;
        }
        inUse.merge(upload.id(), 1, Integer::sum);
        return true;
    }

    /** It is not read any more. */
    public synchronized void letGo(Upload upload) {
        inUse.computeIfPresent(upload.id(), (id, readers) -> readers == 1 ? null : readers - 1);
    }

    /** Removes an upload that was imported. */
    public void drop(Upload upload) {
        synchronized (this) {
            kept.remove(upload.id());
        }
        try {
            remove(upload.folder());
        } catch (IOException e) {
            LOG.warn("An upload that was imported could not be removed; the next start removes it", e);
        }
    }

    private void makeRoom(String account) {
        Upload oldest;
        do {
            synchronized (this) {
                var own = kept.values().stream()
                        .filter(upload -> upload.account().equals(account))
                        .toList();
                oldest = own.size() < settings.mostUploads()
                        ? null
                        : own.stream()
                                .filter(upload -> !inUse.containsKey(upload.id()))
                                .findFirst()
                                .orElse(null);
            }
            if (oldest != null) {
                drop(oldest);
            }
        } while (oldest != null);
    }

    private static void create(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            try {
                Files.createDirectories(folder, ownerOnly);
            } catch (FileAlreadyExistsException file) {
                throw new IOException("where the folder of uploads should be, there is a file", file);
            }
        } else {
            Files.createDirectories(folder);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}

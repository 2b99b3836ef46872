package org.dermatrail.ops.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.dermatrail.domain.audit.AuditLog;
import org.dermatrail.domain.audit.AuditRecord;
import org.dermatrail.domain.image.BlobStore;
import org.dermatrail.domain.image.Image;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms.Kind;
import org.dermatrail.graphql.caller.Caller;
import org.dermatrail.graphql.caller.Permissions;
import org.dermatrail.projections.record.RegistryRecords;

/**
 * Hands out pictures.
 *
 * <p>Laws: only to a caller whose role may see pictures, only under that caller's own id of it, only where a capture that
 * the caller may see and that is not withheld holds it; everything else is absent, whatever the reason; and only after
 * the audit log has it. Thread-safe.
 */
public final class PictureDesk {

    private static final int THUMBNAIL_SIDE_PX = 256;
    private static final Set<String> KNOWN_TYPES = Set.of("image/jpeg", "image/png");
    private static final int LONGEST_ID = 300;

    /**
     * A picture on its way out.
     *
     * @param mediaType one of the few types we serve
     * @param bytes its bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed straight to the response and never compared.
    public record Picture(String mediaType, byte[] bytes) {}

    private final RegistryRecords records;
    private final ProjectPseudonyms pseudonyms;
    private final BlobStore blobs;
    private final Thumbnailer thumbnailer;
    private final AuditLog audit;
    private final Clock clock;

    /** Reads from these. */
    public PictureDesk(
            RegistryRecords records,
            ProjectPseudonyms pseudonyms,
            BlobStore blobs,
            Thumbnailer thumbnailer,
            AuditLog audit,
            Clock clock) {
        this.records = records;
        this.pseudonyms = pseudonyms;
        this.blobs = blobs;
        this.thumbnailer = thumbnailer;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether the caller's role may see pictures at all. */
    public static boolean allows(Caller caller, boolean thumbnail) {
        return Permissions.allows(caller.role(), "Image", thumbnail ? "thumbnailUrl" : "pictureUrl");
    }

    /**
     * The picture, whole or small.
     *
     * @throws RuntimeException where the audit log cannot be written; nothing is then shown
     */
    public Optional<Picture> picture(Caller caller, String scopedId, boolean thumbnail) {
        if (!allows(caller, thumbnail) || scopedId.length() > LONGEST_ID) {
            return Optional.empty();
        }
        var image = image(caller, scopedId);
        var found = image.flatMap(known -> read(known, thumbnail));
        audit.append(new AuditRecord(
                clock.instant(),
                caller.account(),
                caller.role().name().toLowerCase(Locale.ROOT),
                caller.project(),
                thumbnail ? "thumbnail" : "picture",
                image.isPresent() ? scopedId : "a picture that is not there or not the caller's",
                "live",
                found.isPresent() ? "1 picture" : "nothing",
                found.isPresent() ? List.of(scopedId) : List.of()));
        return found;
    }

    private Optional<Image> image(Caller caller, String scopedId) {
        return pseudonyms.reveal(caller.scope(), Kind.IMAGE, scopedId).flatMap(digest -> records.captureWithImage(
                        caller.access(), digest)
                .flatMap(captureId -> Optional.ofNullable(
                        records.captures(caller.access(), List.of(captureId)).get(captureId)))
                .filter(capture -> !capture.withheld())
                .flatMap(capture -> capture.images().stream()
                        .filter(image -> image.digest().equals(digest))
                        .findFirst()));
    }

    private Optional<Picture> read(Image image, boolean thumbnail) {
        try (var stream = blobs.open(image.digest()).orElse(null)) {
            if (stream == null) {
                return Optional.empty();
            }
            var bytes = stream.readAllBytes();
            if (thumbnail) {
                return Optional.of(new Picture("image/jpeg", thumbnailer.of(bytes, THUMBNAIL_SIDE_PX)));
            }
            var type = KNOWN_TYPES.contains(image.mediaType()) ? image.mediaType() : "application/octet-stream";
            return Optional.of(new Picture(type, bytes));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("a stored picture cannot be read", unreadable);
        }
    }
}

package org.dermatrail.gateway.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.dermatrail.connectors.SourceItem.Origin;
import org.dermatrail.connectors.UnusableItem;
import org.dermatrail.domain.capture.AcquisitionParameter;
import org.dermatrail.domain.image.BlobStore;
import org.dermatrail.domain.image.Image;
import org.dermatrail.imaging.Inspection;
import org.dermatrail.imaging.Picture;
import org.dermatrail.imaging.PictureInspector;
import org.dermatrail.imaging.PictureLimits;
import org.dermatrail.pseudonymization.pictures.PictureMetadata;
import org.dermatrail.pseudonymization.pictures.StrippedPicture;
import org.dermatrail.pseudonymization.pictures.StrippingRefused;

/**
 * Receives a row's pictures: reads and hashes them, judges them, takes their metadata away.
 *
 * <p>Laws: a picture that cannot be decoded or cleaned is refused whole; what {@link #store} keeps has the same decoded
 * pixels as what came and no metadata. Thread-safe.
 */
public final class Pictures {

    /** Largest picture file read. */
    public static final long LARGEST_BYTES = 64L << 20;

    /**
     * A picture as it came.
     *
     * @param file where it came from
     * @param digest SHA-256 of the original bytes; stays at the centre
     * @param bytes the original
     */
    public record Received(Path file, String digest, Bytes bytes) {}

    /**
     * A picture fit to be stored.
     *
     * @param image what events say of it
     * @param bytes cleaned bytes
     * @param parameters what the removed metadata said that is needed to show it
     */
    public record Judged(Image image, Bytes bytes, List<AcquisitionParameter> parameters) {}

    /** Bytes with an owner: never printed, never compared. */
    public static final class Bytes {
        private final byte[] content;

        /** Takes the bytes over; the caller no longer writes to them. */
        public Bytes(byte[] content) {
            this.content = content;
        }

        /** How many. */
        public int length() {
            return content.length;
        }
    }

    /** A picture that cannot be used. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;
        private final String code;
        private final String sentence;

        /** Says why, with a stable code. */
        public Unusable(String code, String sentence) {
            super(sentence);
            this.code = code;
            this.sentence = sentence;
        }

        /** The same as an item for quarantine. */
        public UnusableItem at(Origin origin, String sourceCaptureId) {
            return new UnusableItem(origin, sourceCaptureId, code, sentence);
        }
    }

    private final BlobStore blobs;

    /** Stores in these blobs. */
    public Pictures(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** Reads and hashes a picture. */
    public Received receive(Path file) throws Unusable {
        try {
            if (Files.size(file) > LARGEST_BYTES) {
                throw new Unusable(
                        "PICTURE_TOO_LARGE",
                        "Picture " + file.getFileName() + " has more than " + (LARGEST_BYTES >> 20) + " MiB.");
            }
            var bytes = Files.readAllBytes(file);
            return new Received(file, digest(bytes), new Bytes(bytes));
        } catch (IOException e) {
            throw new Unusable("PICTURE_NOT_READABLE", "Picture " + file.getFileName() + " cannot be read.");
        }
    }

    /** Cleans a picture and judges what is left, so that what is stored is what was judged. */
    public Judged judge(Received received) throws Unusable {
        var name = received.file().getFileName();
        var stripping = PictureMetadata.strip(received.bytes().content, mediaType(received));
        return switch (stripping) {
            case StrippingRefused refused ->
                throw new Unusable(refused.code().name(), "Picture " + name + ": " + refused.sentence());
            case StrippedPicture stripped ->
                switch (PictureInspector.inspect(stripped.bytes(), PictureLimits.STANDARD)) {
                    case Inspection.Unreadable unreadable -> throw unusable(received, unreadable);
                    case Inspection.Decoded decoded -> judged(decoded.picture(), stripped, received);
                };
        };
    }

    private static Unusable unusable(Received received, Inspection.Unreadable unreadable) {
        return new Unusable(
                unreadable.code().name(), "Picture " + received.file().getFileName() + ": " + unreadable.sentence());
    }

    private static String mediaType(Received received) throws Unusable {
        var bytes = received.bytes().content;
        if (startsWith(bytes, 0xff, 0xd8)) {
            return Picture.JPEG;
        }
        if (startsWith(bytes, 0x89, 'P', 'N', 'G')) {
            return Picture.PNG;
        }
        if (startsWith(bytes, 'I', 'I') || startsWith(bytes, 'M', 'M')) {
            return Picture.TIFF;
        }
        throw new Unusable(
                bytes.length == 0 ? "PICTURE_EMPTY" : "PICTURE_FORMAT_UNKNOWN",
                "Picture " + received.file().getFileName()
                        + (bytes.length == 0
                                ? " has no content; export it again."
                                : " is neither JPEG, PNG nor TIFF; convert it."));
    }

    private static boolean startsWith(byte[] bytes, int... signature) {
        if (bytes.length < signature.length) {
            return false;
        }
        for (int at = 0; at < signature.length; at++) {
            if ((bytes[at] & 0xff) != signature[at]) {
                return false;
            }
        }
        return true;
    }

    private static Judged judged(Picture picture, StrippedPicture stripped, Received received) {
        var bytes = stripped.bytes();
        // Where there was nothing to take away, the digest is known and the copy need not be held.
        boolean unchanged = Arrays.equals(bytes, received.bytes().content);
        var image = new Image(
                Image.PRIMARY,
                unchanged ? received.digest() : digest(bytes),
                picture.mediaType(),
                picture.widthPx(),
                picture.heightPx(),
                bytes.length);
        return new Judged(image, unchanged ? received.bytes() : new Bytes(bytes), orientation(stripped.orientation()));
    }

    private static String digest(byte[] bytes) {
        return HexFormat.of().formatHex(RowDigest.sha256().digest(bytes));
    }

    private static List<AcquisitionParameter> orientation(int orientation) {
        var parameters = new ArrayList<AcquisitionParameter>();
        if (orientation > 1) {
            parameters.add(new AcquisitionParameter("exifOrientation", Integer.toString(orientation), null));
        }
        return parameters;
    }

    /** Stores a picture durably under the digest its image names. */
    public void store(Judged judged) throws IOException {
        var stored = blobs.put(judged.bytes().content);
        if (!stored.equals(judged.image().digest())) {
            throw new IOException("the blob store named a picture otherwise than its bytes do");
        }
    }
}

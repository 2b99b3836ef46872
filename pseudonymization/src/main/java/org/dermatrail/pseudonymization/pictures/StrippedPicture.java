package org.dermatrail.pseudonymization.pictures;

import java.util.Arrays;
import java.util.List;

/**
 * A picture file that holds pixels and what is needed to decode them, nothing else.
 *
 * @param bytes the file; owned by the caller
 * @param removed what was taken out, in this package's words and never in the file's; empty where there was nothing
 * @param orientation how the picture must be turned to stand upright, as the removed metadata said: 1 (as it is) to
 * 8, in
 *     the numbering of EXIF; 1 where nothing was said
 */
// Bytes of a picture are too large to copy at each access, and the record is a hand-over, not a key.
@SuppressWarnings("ArrayRecordComponent")
public record StrippedPicture(byte[] bytes, List<String> removed, int orientation) implements Stripping {

    /** Copies the list. */
    public StrippedPicture {
        removed = List.copyOf(removed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StrippedPicture that
                && orientation == that.orientation
                && removed.equals(that.removed)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(bytes) + removed.hashCode()) + orientation;
    }

    @Override
    public String toString() {
        return "StrippedPicture[" + bytes.length + " bytes, removed " + removed + ", orientation " + orientation + "]";
    }
}

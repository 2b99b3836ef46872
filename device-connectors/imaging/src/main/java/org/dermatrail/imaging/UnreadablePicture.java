package org.dermatrail.imaging;

import java.util.Locale;

/** Leaves the reading of a picture at the first fault; becomes an {@link Inspection.Unreadable} at the package's edge. */
final class UnreadablePicture extends Exception {

    private static final long serialVersionUID = 1L;

    private final PictureFault code;

    UnreadablePicture(PictureFault code, String sentence, Object... arguments) {
        super(String.format(Locale.ROOT, sentence, arguments));
        this.code = code;
    }

    static UnreadablePicture truncated(String format) {
        return new UnreadablePicture(
                PictureFault.PICTURE_TRUNCATED,
                "The %s file ends before the picture does; copy or export it again.",
                format);
    }

    static UnreadablePicture damaged(String format, String what) {
        return new UnreadablePicture(PictureFault.PICTURE_DAMAGED, "The %s file is damaged: %s.", format, what);
    }

    static UnreadablePicture lying(String format, String what) {
        return new UnreadablePicture(
                PictureFault.PICTURE_DIMENSIONS_LIE,
                "The dimensions in the header of the %s file do not match its data: %s.",
                format,
                what);
    }

    static UnreadablePicture unknown(String what) {
        return new UnreadablePicture(PictureFault.PICTURE_FORMAT_UNKNOWN, "%s.", what);
    }

    Inspection.Unreadable asInspection() {
        return new Inspection.Unreadable(code, String.valueOf(getMessage()));
    }
}

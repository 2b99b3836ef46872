package org.dermatrail.pseudonymization.pictures;

import org.dermatrail.pseudonymization.pictures.StrippingRefused.Reason;

/** Leaves the rewriting of a picture at the first doubt; becomes a {@link StrippingRefused} at the package's edge. */
final class UnstrippablePicture extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    private UnstrippablePicture(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    static UnstrippablePicture kindDiffers(String format) {
        return new UnstrippablePicture(
                Reason.PICTURE_KIND_DIFFERS, "The file is not the " + format + " it is said to be.");
    }

    static UnstrippablePicture truncated(String format) {
        return new UnstrippablePicture(
                Reason.PICTURE_TRUNCATED,
                "The " + format + " file ends before the picture does; copy or export it again.");
    }

    static UnstrippablePicture notUnderstood(String format, String what) {
        return new UnstrippablePicture(
                Reason.PICTURE_NOT_UNDERSTOOD, "The " + format + " file cannot be followed to its end: " + what + ".");
    }

    static UnstrippablePicture unsafe(String format, String what) {
        return new UnstrippablePicture(
                Reason.PICTURE_FEATURE_UNSAFE,
                "The " + format + " file cannot be cleaned with certainty: " + what + ".");
    }

    StrippingRefused asRefusal() {
        return new StrippingRefused(reason, String.valueOf(getMessage()));
    }
}

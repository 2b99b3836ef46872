package org.dermatrail.pseudonymization.pictures;

/**
 * A picture that could not be stripped and must not go on.
 *
 * @param code stable reason
 * @param sentence one sentence for a coordinator; holds nothing of the file's content
 */
public record StrippingRefused(Reason code, String sentence) implements Stripping {

    /** Why. The names are stable. */
    public enum Reason {
        /** The media type is none that can be stripped. */
        PICTURE_KIND_NOT_STRIPPABLE,
        /** The bytes are not of the stated media type. */
        PICTURE_KIND_DIFFERS,
        /** The file ends before the picture does. */
        PICTURE_TRUNCATED,
        /** The file's structure cannot be followed to its end. */
        PICTURE_NOT_UNDERSTOOD,
        /** The file uses a feature under which something could stay hidden. */
        PICTURE_FEATURE_UNSAFE
    }
}

package org.dermatrail.imaging;

/** Why bytes are not a usable picture. The names are stable: scripts, metrics and import reports compare them. */
public enum PictureFault {
    /** There are no bytes. */
    PICTURE_EMPTY,
    /** Neither JPEG nor PNG nor TIFF, or a rare variant of them that this registry does not read. */
    PICTURE_FORMAT_UNKNOWN,
    /** The bytes end before the picture does. */
    PICTURE_TRUNCATED,
    /** The bytes are all there, but some of them are wrong. */
    PICTURE_DAMAGED,
    /** Too few pixels to show anything. */
    PICTURE_TOO_SMALL,
    /** More bytes or pixels than a picture of skin has. */
    PICTURE_TOO_LARGE,
    /** The header claims a size that the data does not have. */
    PICTURE_DIMENSIONS_LIE
}

package org.dermatrail.domain.image;

/**
 * One stored picture of a capture.
 *
 * @param role what the picture is in the capture, for instance {@code PRIMARY}
 * @param digest SHA-256 of the de-identified bytes, 64 lower-case hexadecimal digits
 * @param mediaType for instance {@code image/jpeg}
 * @param widthPx width in pixels
 * @param heightPx height in pixels
 * @param sizeBytes length of the stored bytes
 */
public record Image(String role, String digest, String mediaType, int widthPx, int heightPx, long sizeBytes) {

    /** The role of a capture's main picture. */
    public static final String PRIMARY = "PRIMARY";
}

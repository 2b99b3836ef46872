package org.dermatrail.pseudonymization.pictures;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What stands in the segments of a JPEG file. */
final class JpegSegments {

    private static final String FORMAT = "JPEG";
    private static final int LONGEST_NAME = 32;

    private JpegSegments() {}

    /** Refuses a segment that is not known, or that is longer than its own content, where something could hide. */
    static void check(int marker, ByteBuffer body) throws UnstrippablePicture {
        boolean exact =
                switch (marker) {
                    case 0xC0, 0xC1, 0xC2 -> body.limit() >= 9 && body.limit() == 6 + 3 * (body.get(5) & 0xFF);
                    case 0xC4 -> huffmanTables(body);
                    case 0xDA -> body.limit() >= 6 && body.limit() == 4 + 2 * (body.get(0) & 0xFF);
                    case 0xDB -> quantisationTables(body);
                    case 0xDD -> body.limit() == 2;
                    default -> throw UnstrippablePicture.unsafe(FORMAT, "it uses a rare coding");
                };
        if (!exact) {
            throw UnstrippablePicture.unsafe(FORMAT, "a segment has another length than its content");
        }
    }

    private static boolean huffmanTables(ByteBuffer body) {
        while (body.remaining() >= 17) {
            body.get();
            int symbols = 0;
            for (int length = 0; length < 16; length++) {
                symbols += body.get() & 0xFF;
            }
            if (symbols > 256 || symbols > body.remaining()) {
                return false;
            }
            body.position(body.position() + symbols);
        }
        return !body.hasRemaining();
    }

    private static boolean quantisationTables(ByteBuffer body) {
        while (body.hasRemaining()) {
            int precision = (body.get() & 0xFF) >> 4;
            int length = precision == 0 ? 64 : 128;
            if (precision > 1 || body.remaining() < length) {
                return false;
            }
            body.position(body.position() + length);
        }
        return true;
    }

    /** Names what is removed in words of our own; nothing of the file's content is repeated. */
    static String name(int marker, byte[] bytes, int from, int length) {
        String signature = new String(bytes, from, Math.min(length, LONGEST_NAME), StandardCharsets.ISO_8859_1);
        return switch (marker) {
            case 0xFE -> "comment";
            case 0xE0 -> signature.startsWith("JFXX") ? "JFIF thumbnail" : "application data 0";
            case 0xE1 ->
                signature.startsWith("Exif")
                        ? "EXIF"
                        : signature.startsWith("http://ns.adobe.com/") ? "XMP" : "application data 1";
            case 0xE2 ->
                signature.startsWith("ICC_PROFILE")
                        ? "ICC profile"
                        : signature.startsWith("MPF") ? "further pictures" : "application data 2";
            case 0xED -> signature.startsWith("Photoshop") ? "Photoshop and IPTC" : "application data 13";
            default -> "application data " + (marker - 0xE0);
        };
    }
}

package org.dermatrail.pseudonymization.pictures;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Writes a JPEG anew from the segments that decoding needs: tables, frame, scans, and the two application segments that
 * tell how colours are coded, both in their shortest form.
 *
 * <p>An EXIF block also tells some decoders that the colours are YCbCr. Where it goes and nothing else tells so, a
 * minimal
 * JFIF segment takes its place, otherwise the picture would turn green.
 */
final class JpegRewriter {

    private static final String FORMAT = "JPEG";
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int APP0 = 0xE0;
    private static final int APP14 = 0xEE;
    private static final int COM = 0xFE;

    private final byte[] bytes;
    private final ByteArrayOutputStream body;
    private final Set<String> removed = new LinkedHashSet<>();
    private byte[] jfif = new byte[0];
    private byte[] adobe = new byte[0];
    private boolean hadExif;
    private int channels;
    private boolean namedRgb;
    private boolean scanned;
    private int orientation = Orientation.UPRIGHT;
    private int at = 2;

    private JpegRewriter(byte[] bytes) {
        this.bytes = bytes;
        this.body = new ByteArrayOutputStream(bytes.length);
    }

    static Stripping rewrite(byte[] bytes) throws UnstrippablePicture {
        if (bytes.length < 4 || (bytes[0] & 0xFF) != 0xFF || (bytes[1] & 0xFF) != SOI) {
            throw UnstrippablePicture.kindDiffers(FORMAT);
        }
        return new JpegRewriter(bytes).rewrite();
    }

    private Stripping rewrite() throws UnstrippablePicture {
        int marker = nextMarker();
        while (marker != EOI) {
            segment(marker);
            marker = nextMarker();
        }
        if (!scanned) {
            throw UnstrippablePicture.notUnderstood(FORMAT, "it holds no picture");
        }
        if (at < bytes.length) {
            removed.add("bytes after the end");
        }
        if (hadExif && jfif.length == 0 && adobe.length == 0 && channels != 4 && !namedRgb) {
            jfif = new byte[] {'J', 'F', 'I', 'F', 0, 1, 2, 0, 0, 1, 0, 1, 0, 0};
        }
        return new StrippedPicture(assemble(), new ArrayList<>(removed), orientation);
    }

    private byte[] assemble() {
        ByteArrayOutputStream file = new ByteArrayOutputStream(body.size() + 64);
        file.write(0xFF);
        file.write(SOI);
        if (jfif.length > 0) {
            writeSegment(file, APP0, jfif, 0, jfif.length);
        }
        if (adobe.length > 0) {
            writeSegment(file, APP14, adobe, 0, adobe.length);
        }
        file.writeBytes(body.toByteArray());
        file.write(0xFF);
        file.write(EOI);
        return file.toByteArray();
    }

    private static void writeSegment(ByteArrayOutputStream out, int marker, byte[] from, int offset, int length) {
        out.write(0xFF);
        out.write(marker);
        out.write((length + 2) >> 8);
        out.write(length + 2);
        out.write(from, offset, length);
    }

    private int nextMarker() throws UnstrippablePicture {
        if (unsigned8(at) != 0xFF) {
            throw UnstrippablePicture.notUnderstood(FORMAT, "a segment does not begin with a mark");
        }
        while (unsigned8(at) == 0xFF) {
            at++;
        }
        return unsigned8(at++);
    }

    private void segment(int marker) throws UnstrippablePicture {
        if (marker < 0xC0 || marker == SOI || (marker >= 0xD0 && marker <= 0xD7)) {
            throw UnstrippablePicture.notUnderstood(FORMAT, "a mark stands where none may stand");
        }
        int length = unsigned16(at) - 2;
        int from = at + 2;
        if (length < 0 || from + length > bytes.length) {
            throw length < 0
                    ? UnstrippablePicture.notUnderstood(FORMAT, "a segment is shorter than its own length")
                    : UnstrippablePicture.truncated(FORMAT);
        }
        at = from + length;
        if ((marker >= APP0 && marker <= 0xEF) || marker == COM) {
            application(marker, from, length);
            return;
        }
        JpegSegments.check(marker, ByteBuffer.wrap(bytes, from, length).slice());
        if (marker >= 0xC0 && marker <= 0xC2) {
            if (channels != 0) {
                throw UnstrippablePicture.unsafe(FORMAT, "it has two frames");
            }
            channels = unsigned8(from + 5);
            namedRgb = channels == 3 && bytes[from + 6] == 'R' && bytes[from + 9] == 'G' && bytes[from + 12] == 'B';
        }
        writeSegment(body, marker, bytes, from, length);
        if (marker == SOS) {
            if (channels == 0) {
                throw UnstrippablePicture.notUnderstood(FORMAT, "a scan comes before its frame");
            }
            copyScan();
        }
    }

    private void application(int marker, int from, int length) {
        if (marker == APP0 && jfif.length == 0 && begins(from, length, JFIF) && length >= 14) {
            jfif = java.util.Arrays.copyOfRange(bytes, from, from + 14);
            jfif[12] = 0;
            jfif[13] = 0;
            if (length > 14) {
                removed.add("JFIF thumbnail");
            }
            return;
        }
        if (marker == APP14 && adobe.length == 0 && begins(from, length, ADOBE) && length >= 12) {
            // Version and flags do not matter to any decoder; only the last byte, the colour transform, does.
            adobe = new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, bytes[from + 11]};
            return;
        }
        if (marker == 0xE1 && begins(from, length, EXIF)) {
            if (!hadExif) {
                orientation = Orientation.in(ByteBuffer.wrap(bytes, from + EXIF.length, length - EXIF.length));
            }
            hadExif = true;
        }
        removed.add(JpegSegments.name(marker, bytes, from, length));
    }

    private boolean begins(int from, int length, byte[] name) {
        return length >= name.length && java.util.Arrays.equals(bytes, from, from + name.length, name, 0, name.length);
    }

    private void copyScan() throws UnstrippablePicture {
        int from = at;
        while (true) {
            if (unsigned8(at) == 0xFF) {
                int next = unsigned8(at + 1);
                if (next != 0 && (next < 0xD0 || next > 0xD7)) {
                    break;
                }
                at++;
            }
            at++;
        }
        if (at == from) {
            throw UnstrippablePicture.notUnderstood(FORMAT, "a scan is empty");
        }
        scanned = true;
        body.write(bytes, from, at - from);
    }

    private int unsigned16(int offset) throws UnstrippablePicture {
        return unsigned8(offset) << 8 | unsigned8(offset + 1);
    }

    private int unsigned8(int offset) throws UnstrippablePicture {
        if (offset >= bytes.length) {
            throw UnstrippablePicture.truncated(FORMAT);
        }
        return bytes[offset] & 0xFF;
    }
}

package org.dermatrail.pseudonymization.pictures;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/** Writes a PNG anew from the chunks that pixels need; a chunk that is kept keeps its bytes and its check sum. */
final class PngRewriter {

    private static final String FORMAT = "PNG";
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int OVERHEAD = 12;

    private final byte[] bytes;
    private final ByteBuffer view;
    private final ByteArrayOutputStream out;
    private final Set<String> removed = new LinkedHashSet<>();
    private final Set<String> seen = new HashSet<>();
    private final List<ByteBuffer> data = new ArrayList<>();
    private int orientation = Orientation.UPRIGHT;

    private PngRewriter(byte[] bytes) {
        this.bytes = bytes;
        this.view = ByteBuffer.wrap(bytes);
        this.out = new ByteArrayOutputStream(bytes.length);
    }

    static Stripping rewrite(byte[] bytes) throws UnstrippablePicture {
        if (bytes.length < 8 || ByteBuffer.wrap(bytes).getLong() != SIGNATURE) {
            throw UnstrippablePicture.kindDiffers(FORMAT);
        }
        return new PngRewriter(bytes).rewrite();
    }

    private Stripping rewrite() throws UnstrippablePicture {
        out.write(bytes, 0, 8);
        view.position(8);
        ByteBuffer header = null;
        String type;
        do {
            int start = view.position();
            ByteBuffer body = nextChunk();
            type = new String(bytes, start + 4, 4, StandardCharsets.ISO_8859_1);
            if (header == null) {
                header = headerIn(type, body);
            }
            if (keep(type, body, header)) {
                out.write(bytes, start, OVERHEAD + body.limit());
                seen.add(type);
            } else {
                remove(type, body);
            }
        } while (!type.equals("IEND"));
        PngData.check(header, data);
        if (view.hasRemaining()) {
            removed.add("bytes after the end");
        }
        return new StrippedPicture(out.toByteArray(), new ArrayList<>(removed), orientation);
    }

    private static ByteBuffer headerIn(String type, ByteBuffer body) throws UnstrippablePicture {
        if (!type.equals("IHDR") || body.limit() != 13) {
            throw UnstrippablePicture.notUnderstood(FORMAT, "it does not begin with a header");
        }
        return body;
    }

    private ByteBuffer nextChunk() throws UnstrippablePicture {
        if (view.remaining() < OVERHEAD) {
            throw UnstrippablePicture.truncated(FORMAT);
        }
        int length = view.getInt();
        if (length < 0 || length > view.remaining() - 8) {
            throw length < 0
                    ? UnstrippablePicture.notUnderstood(FORMAT, "a chunk has a length no chunk has")
                    : UnstrippablePicture.truncated(FORMAT);
        }
        CRC32 sum = new CRC32();
        sum.update(bytes, view.position(), 4 + length);
        ByteBuffer body = view.slice(view.position() + 4, length);
        view.position(view.position() + 4 + length);
        if (view.getInt() != (int) sum.getValue()) {
            throw UnstrippablePicture.notUnderstood(FORMAT, "a check sum does not match");
        }
        return body;
    }

    /** A chunk is kept only in its place, once, and with exactly the length that its meaning needs. */
    private boolean keep(String type, ByteBuffer body, ByteBuffer header) throws UnstrippablePicture {
        int length = body.limit();
        boolean first = !seen.contains(type);
        boolean early = first && data.isEmpty();
        int colourType = header.get(9);
        return switch (type) {
            case "IHDR" -> require(early, "it has two headers");
            case "PLTE" ->
                require(early && length > 0 && length % 3 == 0 && length <= 768, "its palette makes no sense");
            case "IDAT" -> data.add(body);
            case "IEND" -> require(length == 0 && !data.isEmpty(), "it holds no picture");
            case "tRNS" -> early && isTransparency(length, colourType);
            case "sBIT" -> early && length == significantChannels(colourType) && !seen.contains("PLTE");
            case "gAMA" -> early && length == 4 && !seen.contains("PLTE");
            case "cHRM" -> early && length == 32 && !seen.contains("PLTE");
            case "sRGB" -> early && length == 1 && !seen.contains("PLTE");
            case "pHYs" -> early && length == 9;
            default -> !require(Character.isLowerCase(type.charAt(0)), "it has an unknown critical chunk");
        };
    }

    private boolean isTransparency(int length, int colourType) {
        return switch (colourType) {
            case 0 -> length == 2;
            case 2 -> length == 6;
            case 3 -> length <= 256 && seen.contains("PLTE");
            default -> false;
        };
    }

    private static int significantChannels(int colourType) {
        return switch (colourType) {
            case 0 -> 1;
            case 4 -> 2;
            case 6 -> 4;
            default -> 3;
        };
    }

    private static boolean require(boolean holds, String otherwise) throws UnstrippablePicture {
        if (!holds) {
            throw UnstrippablePicture.unsafe(FORMAT, otherwise);
        }
        return true;
    }

    private void remove(String type, ByteBuffer body) {
        if (type.equals("eXIf")) {
            orientation = Orientation.in(body);
        }
        removed.add(
                switch (type) {
                    case "tEXt", "zTXt", "iTXt" -> "text";
                    case "eXIf" -> "EXIF";
                    case "tIME" -> "time of the last change";
                    case "iCCP" -> "ICC profile";
                    case "acTL", "fcTL", "fdAT" -> "further pictures";
                    default -> "additional chunk";
                });
    }
}

package org.dermatrail.imaging;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Walks a PNG file's chunks with their check sums, and proves that the compressed data has the claimed size. */
final class PngStructure {

    private static final String FORMAT = "PNG";
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int IHDR = 0x49484452;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454E44;
    private static final int OVERHEAD = 12;

    private final ByteBuffer bytes;
    private final PictureLimits limits;
    private final List<ByteBuffer> data = new ArrayList<>();

    private PngStructure(byte[] bytes, PictureLimits limits) {
        this.bytes = ByteBuffer.wrap(bytes);
        this.limits = limits;
    }

    static boolean begins(byte[] bytes) {
        return bytes.length >= 8 && ByteBuffer.wrap(bytes).getLong() == SIGNATURE;
    }

    static Picture read(byte[] bytes, PictureLimits limits) throws UnreadablePicture {
        return new PngStructure(bytes, limits).walk();
    }

    private Picture walk() throws UnreadablePicture {
        bytes.position(8);
        PngHeader header = PngHeader.read(nextChunk(IHDR));
        limits.checkSize(header.widthPx(), header.heightPx());
        int type;
        do {
            type = typeOfNext();
            ByteBuffer body = nextChunk(type);
            if (type == IDAT) {
                data.add(body);
            }
        } while (type != IEND);
        if (data.isEmpty()) {
            throw UnreadablePicture.damaged(FORMAT, "it ends without a picture");
        }
        PngPixelStream.verify(header, data);
        return header.picture();
    }

    private int typeOfNext() throws UnreadablePicture {
        if (bytes.remaining() < OVERHEAD) {
            throw UnreadablePicture.truncated(FORMAT);
        }
        return bytes.getInt(bytes.position() + 4);
    }

    private ByteBuffer nextChunk(int expectedType) throws UnreadablePicture {
        if (typeOfNext() != expectedType) {
            throw UnreadablePicture.damaged(FORMAT, "it does not begin with a header");
        }
        int length = bytes.getInt();
        if (length < 0) {
            throw UnreadablePicture.damaged(FORMAT, "a chunk has an impossible length");
        }
        if (length > bytes.remaining() - 8) {
            throw UnreadablePicture.truncated(FORMAT);
        }
        CRC32 sum = new CRC32();
        sum.update(bytes.slice(bytes.position(), 4 + length));
        ByteBuffer body = bytes.slice(bytes.position() + 4, length);
        bytes.position(bytes.position() + 4 + length);
        if (bytes.getInt() != (int) sum.getValue()) {
            throw UnreadablePicture.damaged(FORMAT, "a check sum does not match");
        }
        return body;
    }
}

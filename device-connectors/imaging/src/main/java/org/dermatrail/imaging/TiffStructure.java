package org.dermatrail.imaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** Reads the first directory of a TIFF file and checks that the pieces it names exist and can hold the picture. */
final class TiffStructure {

    private static final String FORMAT = "TIFF";
    private static final int MOST_PIECES = 1 << 20;
    /** No compression that is read here packs tighter than this. */
    private static final long TIGHTEST_PACKING = 2_000;

    private static final int[] BYTES_OF_TYPE = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

    private final ByteBuffer bytes;
    private final Map<Integer, long[]> fields = new HashMap<>();

    private TiffStructure(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    static boolean begins(byte[] bytes) {
        return bytes.length >= 4
                && ((bytes[0] == 'I' && bytes[1] == 'I' && bytes[2] == 42 && bytes[3] == 0)
                        || (bytes[0] == 'M' && bytes[1] == 'M' && bytes[2] == 0 && bytes[3] == 42));
    }

    static Picture read(byte[] bytes, PictureLimits limits) throws UnreadablePicture {
        TiffStructure tiff = new TiffStructure(bytes);
        tiff.readDirectory();
        long width = tiff.one(256, -1);
        long height = tiff.one(257, -1);
        limits.checkSize(width, height);
        long[] depths = tiff.all(258, 1);
        long channels = tiff.one(277, 1);
        if (channels < 1 || channels > 8 || depths.length > channels || depths[0] < 1 || depths[0] > 32) {
            throw UnreadablePicture.damaged(FORMAT, "it has an impossible number of channels or bits");
        }
        tiff.checkPieces(width, height, depths[0], channels, limits);
        boolean palette = tiff.one(262, -1) == 3;
        return new Picture(
                Picture.TIFF, (int) width, (int) height, palette ? 8 : (int) depths[0], palette ? 3 : (int) channels);
    }

    private void readDirectory() throws UnreadablePicture {
        long directory = unsigned32(4);
        int entries = unsigned16(directory);
        for (int entry = 0; entry < entries; entry++) {
            long at = directory + 2 + 12L * entry;
            int type = unsigned16(at + 2);
            long count = unsigned32(at + 4);
            if (type != 1 && type != 3 && type != 4) {
                continue;
            }
            if (count > MOST_PIECES) {
                continue;
            }
            long from = count * BYTES_OF_TYPE[type] <= 4 ? at + 8 : unsigned32(at + 8);
            require(from, count * BYTES_OF_TYPE[type]);
            fields.put(unsigned16(at), values(type, (int) count, from));
        }
        require(directory + 2 + 12L * entries, 4);
    }

    private long[] values(int type, int count, long from) throws UnreadablePicture {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = switch (type) {
                case 1 -> bytes.get((int) from + i) & 0xFFL;
                case 3 -> unsigned16(from + 2L * i);
                default -> unsigned32(from + 4L * i);
            };
        }
        return values;
    }

    private void checkPieces(long width, long height, long depth, long channels, PictureLimits limits)
            throws UnreadablePicture {
        long compression = one(259, 1);
        if (compression != 1 && compression != 5 && compression != 8 && compression != 32773 && compression != 32946) {
            throw UnreadablePicture.unknown(
                    "TIFF files compressed other than by LZW, Deflate or PackBits are not read");
        }
        boolean tiled = fields.containsKey(322);
        long pieceWidth = tiled ? one(322, -1) : width;
        long pieceHeight = tiled ? one(323, -1) : Math.min(one(278, height), height);
        if (pieceWidth < 1 || pieceHeight < 1 || pieceWidth > limits.pixels() / pieceHeight) {
            throw UnreadablePicture.lying(FORMAT, "a strip or tile has an impossible size");
        }
        long planes = one(284, 1) == 2 ? channels : 1;
        long[] offsets = all(tiled ? 324 : 273, -1);
        long[] lengths = all(tiled ? 325 : 279, -1);
        long expected = Math.ceilDiv(width, pieceWidth) * Math.ceilDiv(height, pieceHeight) * planes;
        if (offsets.length != expected || lengths.length != expected) {
            throw UnreadablePicture.lying(FORMAT, "it has another number of strips or tiles");
        }
        long rowBytes = (pieceWidth * depth * (channels / planes) + 7) / 8;
        long stripsPerPlane = expected / planes;
        for (int piece = 0; piece < expected; piece++) {
            long top = tiled ? 0 : piece % stripsPerPlane * pieceHeight;
            long needed = rowBytes * (tiled ? pieceHeight : Math.min(pieceHeight, height - top));
            require(offsets[piece], lengths[piece]);
            if (lengths[piece] < (compression == 1 ? needed : Math.ceilDiv(needed, TIGHTEST_PACKING))) {
                throw UnreadablePicture.lying(FORMAT, "a strip or tile is too short");
            }
        }
    }

    private long one(int field, long otherwise) {
        return all(field, otherwise)[0];
    }

    private long[] all(int field, long otherwise) {
        long[] values = fields.get(field);
        return values == null || values.length == 0 ? new long[] {otherwise} : values;
    }

    private int unsigned16(long offset) throws UnreadablePicture {
        require(offset, 2);
        return bytes.getShort((int) offset) & 0xFFFF;
    }

    private long unsigned32(long offset) throws UnreadablePicture {
        require(offset, 4);
        return bytes.getInt((int) offset) & 0xFFFFFFFFL;
    }

    private void require(long offset, long length) throws UnreadablePicture {
        if (offset < 0 || length < 0 || offset + length > bytes.capacity()) {
            throw UnreadablePicture.truncated(FORMAT);
        }
    }
}

package org.dermatrail.pseudonymization.pictures;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Proves that the data chunks of a PNG file hold the pixels and nothing else: a compressed stream unpacks to exactly
 * the
 * claimed size, and no byte follows it.
 */
final class PngData {

    private static final String FORMAT = "PNG";
    /** First column, first row, column step, row step of the seven passes of an interlaced picture. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private static final int[][] ONE_PASS = {{0, 0, 1, 1}};

    private PngData() {}

    static void check(ByteBuffer header, List<ByteBuffer> data) throws UnstrippablePicture {
        long left = expectedBytes(header);
        byte[] out = new byte[1 << 15];
        try (Inflater inflater = new Inflater()) {
            for (ByteBuffer part : data) {
                if (inflater.finished() && part.hasRemaining()) {
                    throw UnstrippablePicture.unsafe(FORMAT, "bytes follow the pixels");
                }
                inflater.setInput(part.duplicate());
                for (int count = inflater.inflate(out); count > 0 && left >= 0; count = inflater.inflate(out)) {
                    left -= count;
                }
                if (left < 0) {
                    throw UnstrippablePicture.unsafe(FORMAT, "it holds more than its pixels");
                }
            }
            if (!inflater.finished() || left > 0) {
                throw UnstrippablePicture.notUnderstood(FORMAT, "it ends before the picture does");
            }
            if (inflater.getRemaining() > 0) {
                throw UnstrippablePicture.unsafe(FORMAT, "bytes follow the pixels");
            }
        } catch (DataFormatException e) {
            throw UnstrippablePicture.notUnderstood(FORMAT, "its pixels cannot be unpacked");
        }
    }

    private static long expectedBytes(ByteBuffer header) throws UnstrippablePicture {
        long width = header.getInt(0);
        long height = header.getInt(4);
        int bitsPerPixel = header.get(8)
                * switch (header.get(9)) {
                    case 0, 3 -> 1;
                    case 2 -> 3;
                    case 4 -> 2;
                    case 6 -> 4;
                    default -> 0;
                };
        if (width <= 0 || height <= 0 || bitsPerPixel <= 0 || header.get(12) >> 1 != 0) {
            throw UnstrippablePicture.notUnderstood(FORMAT, "its header makes no sense");
        }
        long bytes = 0;
        for (int[] grid : header.get(12) == 1 ? PASSES : ONE_PASS) {
            long columns = Math.max(0, Math.ceilDiv(width - grid[0], (long) grid[2]));
            long rows = Math.max(0, Math.ceilDiv(height - grid[1], (long) grid[3]));
            bytes += columns == 0 ? 0 : rows * (1 + Math.ceilDiv(columns * bitsPerPixel, 8L));
        }
        return bytes;
    }
}

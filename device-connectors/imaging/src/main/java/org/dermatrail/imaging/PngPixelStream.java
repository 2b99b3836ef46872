package org.dermatrail.imaging;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The compressed rows of a PNG file: exactly as many as the header claims, each with a known filter. */
final class PngPixelStream {

    private static final String FORMAT = "PNG";
    /** First column, first row, column step, row step of the seven passes of an interlaced picture. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private static final int[][] ONE_PASS = {{0, 0, 1, 1}};
    private static final int HIGHEST_FILTER = 4;

    private final int[][] passes;
    private final PngHeader header;
    private int pass = -1;
    private long rowsLeft;
    private long rowBytes;
    private long bytesLeftInRow;
    private boolean complete;

    private PngPixelStream(PngHeader header) {
        this.header = header;
        this.passes = header.interlaced() ? PASSES : ONE_PASS;
        nextPass();
    }

    static void verify(PngHeader header, List<ByteBuffer> data) throws UnreadablePicture {
        PngPixelStream rows = new PngPixelStream(header);
        try (Inflater inflater = new Inflater()) {
            byte[] out = new byte[1 << 15];
            for (ByteBuffer part : data) {
                if (inflater.finished() && part.hasRemaining()) {
                    throw UnreadablePicture.damaged(FORMAT, "bytes follow the picture's data");
                }
                inflater.setInput(part.duplicate());
                for (int count = inflater.inflate(out); count > 0; count = inflater.inflate(out)) {
                    rows.take(out, count);
                }
            }
            if (!inflater.finished()) {
                throw rows.complete
                        ? UnreadablePicture.damaged(FORMAT, "the picture's data has no end")
                        : UnreadablePicture.truncated(FORMAT);
            }
            if (inflater.getRemaining() > 0) {
                throw UnreadablePicture.damaged(FORMAT, "bytes follow the picture's data");
            }
        } catch (DataFormatException e) {
            throw UnreadablePicture.damaged(FORMAT, "the picture's data cannot be unpacked");
        }
        if (!rows.complete) {
            throw UnreadablePicture.lying(FORMAT, "there are fewer rows");
        }
    }

    private void take(byte[] out, int count) throws UnreadablePicture {
        int at = 0;
        while (at < count) {
            if (complete) {
                throw UnreadablePicture.lying(FORMAT, "there is more than that");
            }
            if (bytesLeftInRow == rowBytes && (out[at] & 0xFF) > HIGHEST_FILTER) {
                throw UnreadablePicture.damaged(FORMAT, "a row has an unknown filter");
            }
            long step = Math.min(bytesLeftInRow, count - at);
            at += (int) step;
            bytesLeftInRow -= step;
            if (bytesLeftInRow == 0) {
                endRow();
            }
        }
    }

    private void endRow() {
        rowsLeft--;
        bytesLeftInRow = rowBytes;
        if (rowsLeft == 0) {
            nextPass();
        }
    }

    private void nextPass() {
        do {
            pass++;
            if (pass == passes.length) {
                complete = true;
                return;
            }
            int[] grid = passes[pass];
            long columns = Math.ceilDivExact((long) header.widthPx() - grid[0], (long) grid[2]);
            rowsLeft = Math.ceilDivExact((long) header.heightPx() - grid[1], (long) grid[3]);
            rowBytes = columns <= 0 ? 0 : 1 + (columns * header.bitsPerPixel() + 7) / 8;
        } while (rowsLeft <= 0 || rowBytes == 0);
        bytesLeftInRow = rowBytes;
    }
}

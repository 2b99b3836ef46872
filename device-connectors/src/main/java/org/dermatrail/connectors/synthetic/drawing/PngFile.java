package org.dermatrail.connectors.synthetic.drawing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNG files (ISO/IEC 15948) of eight bits a channel, without any metadata. */
final class PngFile {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte SUB = 1;
    private static final byte GREY = 0;
    private static final byte COLOUR = 2;

    private PngFile() {}

    static byte[] encode(int width, int height, boolean grey, byte[] pixels) {
        var out = new ByteArrayOutputStream(pixels.length / 2);
        out.writeBytes(SIGNATURE);
        var header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .put(grey ? GREY : COLOUR)
                .put(new byte[3]);
        chunk(out, "IHDR", header.array(), header.position());
        var data = new byte[pixels.length + height + 1024];
        chunk(out, "IDAT", data, deflated(filtered(width, height, grey ? 1 : 3, pixels), data));
        chunk(out, "IEND", new byte[0], 0);
        return out.toByteArray();
    }

    /** Each byte less the one of the pixel before it, which is what noise leaves small. */
    private static byte[] filtered(int width, int height, int channels, byte[] pixels) {
        int stride = width * channels;
        var rows = new byte[(stride + 1) * height];
        for (int y = 0; y < height; y++) {
            int to = y * (stride + 1);
            rows[to] = SUB;
            for (int x = 0; x < stride; x++) {
                int from = y * stride + x;
                int before = x < channels ? 0 : pixels[from - channels];
                rows[to + 1 + x] = (byte) (pixels[from] - before);
            }
        }
        return rows;
    }

    private static int deflated(byte[] rows, byte[] into) {
        var deflater = new Deflater(1);
        try {
            // Among noise there is nothing to find again, so only the frequencies of bytes are used.
            deflater.setStrategy(Deflater.HUFFMAN_ONLY);
            deflater.setInput(rows);
            deflater.finish();
            int length = 0;
            while (!deflater.finished()) {
                length += deflater.deflate(into, length, into.length - length);
                if (length == into.length) {
                    throw new IllegalStateException("a picture grew when it was packed");
                }
            }
            return length;
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data, int length) {
        var name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data, 0, length);
        out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
        out.writeBytes(name);
        out.write(data, 0, length);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}

package org.dermatrail.imaging;

/** Walks a JPEG file's markers: from the start mark to the end mark, without decoding. */
final class JpegStructure {

    private static final String FORMAT = "JPEG";
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DNL = 0xDC;
    private static final int BLOCK_EDGE_PX = 8;

    private final byte[] bytes;
    private final PictureLimits limits;
    private int at = 2;
    private int frameAt = -1;
    private long scanBytes;

    private JpegStructure(byte[] bytes, PictureLimits limits) {
        this.bytes = bytes;
        this.limits = limits;
    }

    static boolean begins(byte[] bytes) {
        return bytes.length >= 3 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == SOI && (bytes[2] & 0xFF) == 0xFF;
    }

    static Picture read(byte[] bytes, PictureLimits limits) throws UnreadablePicture {
        return new JpegStructure(bytes, limits).walk();
    }

    private Picture walk() throws UnreadablePicture {
        while (true) {
            int marker = nextMarker();
            if (marker == EOI) {
                return conclude();
            }
            if (marker == SOI || marker == DNL || marker == 0 || (marker >= 0xD0 && marker <= 0xD7)) {
                throw UnreadablePicture.damaged(FORMAT, "a mark stands where none may stand");
            }
            int length = unsigned16(at);
            if (length < 2) {
                throw UnreadablePicture.damaged(FORMAT, "a segment has an impossible length");
            }
            if (at + length > bytes.length) {
                throw UnreadablePicture.truncated(FORMAT);
            }
            if (isFrame(marker)) {
                readFrame(marker, length);
            }
            at += length;
            if (marker == SOS) {
                skipScan();
            }
        }
    }

    private int nextMarker() throws UnreadablePicture {
        if (unsigned8(at) != 0xFF) {
            throw UnreadablePicture.damaged(FORMAT, "a segment does not begin with a mark");
        }
        while (unsigned8(at) == 0xFF) {
            at++;
        }
        return unsigned8(at++);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private void readFrame(int marker, int length) throws UnreadablePicture {
        if (frameAt >= 0) {
            throw UnreadablePicture.damaged(FORMAT, "it has two frames");
        }
        if (marker > 0xC2) {
            throw UnreadablePicture.unknown("Lossless, hierarchical and arithmetic-coded JPEG files are not read");
        }
        if (length < 8 || length != 8 + 3 * unsigned8(at + 7)) {
            throw UnreadablePicture.damaged(FORMAT, "its frame header has an impossible length");
        }
        if (unsigned8(at + 2) != 8) {
            throw UnreadablePicture.unknown("JPEG files of other than 8 bits per sample are not read");
        }
        int channels = unsigned8(at + 7);
        if (channels != 1 && channels != 3 && channels != 4) {
            throw UnreadablePicture.damaged(FORMAT, "it has an impossible number of channels");
        }
        frameAt = at;
        limits.checkSize(widthPx(), heightPx());
        if (marker == 0xC2) {
            limits.checkProgressiveSize(widthPx(), heightPx());
        }
    }

    private void skipScan() throws UnreadablePicture {
        if (frameAt < 0) {
            throw UnreadablePicture.damaged(FORMAT, "a scan comes before its frame");
        }
        int from = at;
        while (true) {
            if (at + 1 >= bytes.length) {
                throw UnreadablePicture.truncated(FORMAT);
            }
            if ((bytes[at] & 0xFF) == 0xFF) {
                int next = bytes[at + 1] & 0xFF;
                if (next != 0 && (next < 0xD0 || next > 0xD7)) {
                    break;
                }
                at++;
            }
            at++;
        }
        scanBytes += at - from;
    }

    private Picture conclude() throws UnreadablePicture {
        if (frameAt < 0 || scanBytes == 0) {
            throw UnreadablePicture.damaged(FORMAT, "it ends without a picture");
        }
        // Each block of 8 × 8 samples costs at least one bit, so this refuses a vast claim over a few bytes at no cost.
        if (scanBytes * 8 < blocks()) {
            throw UnreadablePicture.lying(FORMAT, "there is too little of it");
        }
        return new Picture(Picture.JPEG, widthPx(), heightPx(), 8, unsigned8(frameAt + 7));
    }

    private long blocks() throws UnreadablePicture {
        int channels = unsigned8(frameAt + 7);
        int mostAcross = 1;
        int mostDown = 1;
        for (int channel = 0; channel < channels; channel++) {
            mostAcross = Math.max(mostAcross, sampling(channel) >> 4);
            mostDown = Math.max(mostDown, sampling(channel) & 0x0F);
        }
        long blocks = 0;
        for (int channel = 0; channel < channels; channel++) {
            long across = (long) widthPx() * (sampling(channel) >> 4) / mostAcross;
            long down = (long) heightPx() * (sampling(channel) & 0x0F) / mostDown;
            blocks += (across / BLOCK_EDGE_PX) * (down / BLOCK_EDGE_PX);
        }
        return blocks;
    }

    private int sampling(int channel) throws UnreadablePicture {
        return unsigned8(frameAt + 9 + 3 * channel);
    }

    private int heightPx() throws UnreadablePicture {
        return unsigned16(frameAt + 3);
    }

    private int widthPx() throws UnreadablePicture {
        return unsigned16(frameAt + 5);
    }

    private int unsigned16(int offset) throws UnreadablePicture {
        return unsigned8(offset) << 8 | unsigned8(offset + 1);
    }

    private int unsigned8(int offset) throws UnreadablePicture {
        if (offset >= bytes.length) {
            throw UnreadablePicture.truncated(FORMAT);
        }
        return bytes[offset] & 0xFF;
    }
}

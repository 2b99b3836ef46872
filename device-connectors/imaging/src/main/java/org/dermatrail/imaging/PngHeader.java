package org.dermatrail.imaging;

import java.nio.ByteBuffer;

/** The header of a PNG file, in the format's own terms. */
record PngHeader(int widthPx, int heightPx, int depth, int colourType, boolean interlaced) {

    private static final int LENGTH = 13;
    private static final int PALETTE = 3;

    static PngHeader read(ByteBuffer body) throws UnreadablePicture {
        if (body.remaining() != LENGTH) {
            throw UnreadablePicture.damaged("PNG", "its header has an impossible length");
        }
        PngHeader header = new PngHeader(body.getInt(0), body.getInt(4), body.get(8), body.get(9), body.get(12) == 1);
        boolean known = header.depthFits() && body.get(10) == 0 && body.get(11) == 0 && body.get(12) >> 1 == 0;
        if (!known) {
            throw UnreadablePicture.damaged("PNG", "its header names an unknown coding");
        }
        return header;
    }

    private boolean depthFits() {
        return switch (colourType) {
            case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case 2, 4, 6 -> depth == 8 || depth == 16;
            default -> false;
        };
    }

    int bitsPerPixel() {
        return depth
                * switch (colourType) {
                    case 2 -> 3;
                    case 4 -> 2;
                    case 6 -> 4;
                    default -> 1;
                };
    }

    Picture picture() {
        int channels =
                switch (colourType) {
                    case 0 -> 1;
                    case 4 -> 2;
                    case 6 -> 4;
                    default -> 3;
                };
        return new Picture(Picture.PNG, widthPx, heightPx, colourType == PALETTE ? 8 : depth, channels);
    }
}

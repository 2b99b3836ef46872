package org.dermatrail.pseudonymization.pictures;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finds in an EXIF block how the camera was held. */
final class Orientation {

    static final int UPRIGHT = 1;

    private static final int FIELD = 0x0112;
    private static final int SHORT = 3;
    private static final int HIGHEST = 8;

    private Orientation() {}

    /**
     * Reads the orientation out of a TIFF-formed EXIF block. A block that makes no sense says nothing: it is thrown away
     * whole in any case.
     */
    static int in(ByteBuffer exif) {
        ByteBuffer block = exif.slice();
        if (block.remaining() < 8) {
            return UPRIGHT;
        }
        block.order(block.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = block.getInt(4) & 0xFFFFFFFFL;
        if (directory + 2 > block.limit()) {
            return UPRIGHT;
        }
        int entries = block.getShort((int) directory) & 0xFFFF;
        for (int entry = 0; entry < entries; entry++) {
            long at = directory + 2 + 12L * entry;
            if (at + 12 > block.limit()) {
                return UPRIGHT;
            }
            if ((block.getShort((int) at) & 0xFFFF) == FIELD && block.getShort((int) at + 2) == SHORT) {
                return plausible(block.getShort((int) at + 8));
            }
        }
        return UPRIGHT;
    }

    static int plausible(long stated) {
        return stated >= UPRIGHT && stated <= HIGHEST ? (int) stated : UPRIGHT;
    }
}

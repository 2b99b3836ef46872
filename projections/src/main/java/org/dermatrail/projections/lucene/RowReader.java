package org.dermatrail.projections.lucene;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.lucene.util.BytesRef;
import org.dermatrail.domain.IdBytes;
import org.dermatrail.projections.cohort.Level;

/** Reads rows that {@link RowWriter} wrote, part by part in the order they were written in. For one thread. */
final class RowReader {

    /** Numbers before the ids. */
    private static final int NUMBERS_FIRST = 6;

    /** The levels in the order their ids are written in. */
    private static final List<Level> IDS = List.of(Level.PARTICIPANT, Level.LESION, Level.CAPTURE);

    private static final int LOW_BITS = 0x7f;
    private static final int BITS = 7;

    private byte[] bytes = BytesRef.EMPTY_BYTES;
    private int at;
    private int end;

    /** Begins a row, whose bytes stay as they are until it is read. */
    void begin(BytesRef row) {
        bytes = row.bytes;
        at = row.offset;
        end = row.offset + row.length;
    }

    boolean hasMore() {
        return at < end;
    }

    int number() {
        byte next = bytes[at++];
        int number = next & LOW_BITS;
        for (int shift = BITS; next < 0; shift += BITS) {
            next = bytes[at++];
            number |= (next & LOW_BITS) << shift;
        }
        return number;
    }

    /** A number of either sign. */
    int signed() {
        int number = number();
        return (number >>> 1) ^ -(number & 1);
    }

    void skipIds() {
        for (int id = 0; id < IDS.size(); id++) {
            skipId();
        }
    }

    private void skipId() {
        switch (bytes[at++]) {
            case RowWriter.UUID -> at += IdBytes.LENGTH;
            case RowWriter.TEXT -> {
                int length = number();
                at += length;
            }
            default -> {
                // No id follows.
            }
        }
    }

    /** Goes to an id of a row that was just begun; whether there is one. */
    boolean findId(Level level) {
        for (int number = 0; number < NUMBERS_FIRST; number++) {
            int passedOver = number();
            assert passedOver >= 0 : "numbers before the ids have no sign";
        }
        for (int before = IDS.indexOf(level); before > 0; before--) {
            skipId();
        }
        return bytes[at] != RowWriter.NO_ID;
    }

    /** Whether the id found is a UUID, so that ids are in the order of their heads. */
    boolean hasHead() {
        return bytes[at] == RowWriter.UUID;
    }

    /** The {@linkplain #head(byte[], int) head} of the UUID found. */
    long head() {
        return head(bytes, at + 1);
    }

    /** The first 64 bits of a UUID whose bytes begin at a place, such that signed comparison is that of the ids. */
    static long head(byte[] uuid, int from) {
        long head = 0;
        for (int each = from; each < from + Long.BYTES; each++) {
            head = (head << Byte.SIZE) | (uuid[each] & 0xff);
        }
        return head ^ Long.MIN_VALUE;
    }

    /** The id found. */
    String id() {
        if (hasHead()) {
            return IdBytes.text(bytes, at + 1);
        }
        at++;
        int length = number();
        return new String(bytes, at, length, StandardCharsets.UTF_8);
    }

    /** The bytes from here to the end of so many numbers. */
    void numbers(int count, BytesRef into) {
        into.bytes = bytes;
        into.offset = at;
        for (int left = count; left > 0; at++) {
            left -= bytes[at] >= 0 ? 1 : 0;
        }
        into.length = at - into.offset;
    }
}

package org.dermatrail.pseudonymization.pictures;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a TIFF file's first directory, as far as they are whole numbers or ratios of such. */
final class TiffDirectory {

    static final int LONG = 4;

    private static final String FORMAT = "TIFF";
    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int RATIO = 5;
    private static final int MOST_VALUES = 1 << 20;
    private static final int MOST_DIRECTORIES = 32;
    private static final int KIND_OF_PAGE = 254;

    private final ByteBuffer bytes;
    private final Map<Integer, Field> fields = new LinkedHashMap<>();
    private boolean reducedCopies;

    private TiffDirectory(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** One field; a ratio is two values. A field of a type that no kept field has holds no values. */
    // Lives inside one rewriting; the offsets are filled in when their place is known.
    @SuppressWarnings("ArrayRecordComponent")
    record Field(int number, int type, long[] values) {

        int count() {
            return type == RATIO ? values.length / 2 : values.length;
        }

        int lengthBytes() {
            return values.length * width(type);
        }

        void write(ByteBuffer out) {
            for (long value : values) {
                switch (type) {
                    case BYTE -> out.put((byte) value);
                    case SHORT -> out.putShort((short) value);
                    default -> out.putInt((int) value);
                }
            }
        }

        private static int width(int type) {
            return type == BYTE ? 1 : type == SHORT ? 2 : 4;
        }
    }

    static TiffDirectory read(ByteBuffer bytes) throws UnstrippablePicture {
        TiffDirectory directory = new TiffDirectory(bytes);
        long next = directory.readAt(directory.unsigned32(4));
        for (int further = 0; next != 0; further++) {
            TiffDirectory page = new TiffDirectory(bytes);
            long after = page.readAt(next);
            if (further >= MOST_DIRECTORIES || (page.one(KIND_OF_PAGE, 0) & 1) == 0) {
                throw UnstrippablePicture.unsafe(FORMAT, "it holds several pictures");
            }
            directory.reducedCopies = true;
            next = after;
        }
        return directory;
    }

    private long readAt(long offset) throws UnstrippablePicture {
        int entries = unsigned16(offset);
        for (int entry = 0; entry < entries; entry++) {
            long at = offset + 2 + 12L * entry;
            int number = unsigned16(at);
            int type = unsigned16(at + 2);
            long count = unsigned32(at + 4);
            Field field = type == BYTE || type == SHORT || type == LONG || type == RATIO
                    ? new Field(number, type, values(type, count, at + 8))
                    : new Field(number, type, new long[0]);
            if (fields.put(number, field) != null) {
                throw UnstrippablePicture.unsafe(FORMAT, "a field stands twice");
            }
        }
        return unsigned32(offset + 2 + 12L * entries);
    }

    private long[] values(int type, long count, long at) throws UnstrippablePicture {
        long values = type == RATIO ? 2 * count : count;
        if (values > MOST_VALUES) {
            // Long enough to be a block of metadata; no field that is kept is.
            return new long[0];
        }
        long length = values * Field.width(type);
        long from = length > 4 ? unsigned32(at) : at;
        long[] read = new long[(int) values];
        for (int i = 0; i < read.length; i++) {
            long place = from + (long) i * Field.width(type);
            read[i] = switch (type) {
                case BYTE -> unsigned8(place);
                case SHORT -> unsigned16(place);
                default -> unsigned32(place);
            };
        }
        return read;
    }

    Collection<Field> fields() {
        return new ArrayList<>(fields.values());
    }

    boolean has(int number) {
        return fields.containsKey(number);
    }

    boolean hasReducedCopies() {
        return reducedCopies;
    }

    long one(int number, long otherwise) {
        Field field = fields.get(number);
        return field == null || field.values().length == 0 ? otherwise : field.values()[0];
    }

    long[] all(int number) throws UnstrippablePicture {
        Field field = fields.get(number);
        if (field == null || field.values().length == 0) {
            throw UnstrippablePicture.notUnderstood(FORMAT, "it does not say where its pixels are");
        }
        return field.values();
    }

    private int unsigned8(long offset) throws UnstrippablePicture {
        return bytes.get(within(offset, 1)) & 0xFF;
    }

    private int unsigned16(long offset) throws UnstrippablePicture {
        return bytes.getShort(within(offset, 2)) & 0xFFFF;
    }

    private long unsigned32(long offset) throws UnstrippablePicture {
        return bytes.getInt(within(offset, 4)) & 0xFFFFFFFFL;
    }

    private int within(long offset, int length) throws UnstrippablePicture {
        if (offset < 0 || offset + length > bytes.capacity()) {
            throw UnstrippablePicture.notUnderstood(FORMAT, "a field reaches beyond the end");
        }
        return (int) offset;
    }
}

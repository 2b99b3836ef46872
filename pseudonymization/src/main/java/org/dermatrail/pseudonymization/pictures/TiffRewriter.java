package org.dermatrail.pseudonymization.pictures;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dermatrail.pseudonymization.pictures.TiffDirectory.Field;

/**
 * Writes a TIFF anew with one directory of the fields that decoding needs, followed by the strips or tiles as they
 * were.
 *
 * <p>A file of several full pictures, or packed so that each strip is a file of its own (JPEG in TIFF), is refused.
 */
final class TiffRewriter {

    private static final String FORMAT = "TIFF";
    private static final Set<Integer> KEPT =
            Set.of(256, 257, 258, 259, 262, 266, 277, 278, 282, 283, 284, 296, 317, 320, 322, 323, 338, 339);
    private static final Set<Integer> PACKINGS = Set.of(1, 5, 8, 32773, 32946);
    private static final long LONGEST_EDGE_PX = 1 << 20;
    private static final int HEADER_LENGTH = 8;
    private static final int ENTRY_LENGTH = 12;

    private final ByteBuffer bytes;
    private final TiffDirectory directory;
    private final boolean tiled;

    private TiffRewriter(byte[] bytes) throws UnstrippablePicture {
        this.bytes = ByteBuffer.wrap(bytes).order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        this.directory = TiffDirectory.read(this.bytes);
        this.tiled = directory.has(322);
    }

    static Stripping rewrite(byte[] bytes) throws UnstrippablePicture {
        boolean little = bytes.length >= 8 && bytes[0] == 'I' && bytes[1] == 'I' && bytes[2] == 42 && bytes[3] == 0;
        boolean big = bytes.length >= 8 && bytes[0] == 'M' && bytes[1] == 'M' && bytes[2] == 0 && bytes[3] == 42;
        if (!little && !big) {
            throw UnstrippablePicture.kindDiffers(FORMAT);
        }
        return new TiffRewriter(bytes).rewrite();
    }

    private Stripping rewrite() throws UnstrippablePicture {
        if (!PACKINGS.contains((int) directory.one(259, 1))) {
            throw UnstrippablePicture.unsafe(FORMAT, "it is packed in a rare way");
        }
        List<ByteBuffer> pieces = pieces();
        Map<Integer, Field> kept = new TreeMap<>();
        Set<String> removed = new LinkedHashSet<>();
        for (Field field : directory.fields()) {
            if (KEPT.contains(field.number())) {
                checkLength(field);
                kept.put(field.number(), field);
            } else if (!isPieceField(field.number())) {
                removed.add(name(field.number()));
            }
        }
        if (directory.hasReducedCopies()) {
            removed.add("further pictures");
        }
        byte[] file = assemble(kept, pieces);
        if (removed.isEmpty() && bytes.capacity() > file.length) {
            removed.add("bytes between the parts");
        }
        return new StrippedPicture(
                file, new ArrayList<>(removed), Orientation.plausible(directory.one(274, Orientation.UPRIGHT)));
    }

    /** A field that is longer than its meaning needs could carry something along. */
    private void checkLength(Field field) throws UnstrippablePicture {
        long most =
                switch (field.number()) {
                    case 258, 338, 339 -> directory.one(277, 1);
                    case 320 -> 3L << Math.min(directory.one(258, 1), 16);
                    default -> 1;
                };
        if (field.count() < 1 || field.count() > most) {
            throw UnstrippablePicture.unsafe(FORMAT, "a field has another length than its content");
        }
    }

    private static boolean isPieceField(int number) {
        return number == 273 || number == 279 || number == 324 || number == 325;
    }

    private static String name(int number) {
        return switch (number) {
            case 274 -> "orientation";
            case 34665, 34853, 40965 -> "EXIF";
            case 700 -> "XMP";
            case 33723, 34377 -> "Photoshop and IPTC";
            case 34675 -> "ICC profile";
            case 254, 255 -> "kind of page";
            case 330 -> "further pictures";
            default -> "text and other fields";
        };
    }

    /** The strips or tiles; an unpacked one is cut to the length that its rows need. */
    private List<ByteBuffer> pieces() throws UnstrippablePicture {
        long[] offsets = directory.all(tiled ? 324 : 273);
        long[] lengths = directory.all(tiled ? 325 : 279);
        long width = directory.one(256, 0);
        long height = directory.one(257, 0);
        long pieceWidth = tiled ? directory.one(322, 0) : width;
        long pieceHeight = tiled ? directory.one(323, 0) : Math.min(directory.one(278, height), height);
        long channels = directory.one(277, 1);
        long depth = directory.one(258, 1);
        long planes = directory.one(284, 1) == 2 ? channels : 1;
        boolean edges = isEdge(width) && isEdge(height) && isEdge(pieceWidth) && isEdge(pieceHeight);
        if (!edges || channels < 1 || channels > 8 || depth < 1 || depth > 64) {
            throw UnstrippablePicture.notUnderstood(FORMAT, "its size makes no sense");
        }
        long perPlane = Math.ceilDiv(width, pieceWidth) * Math.ceilDiv(height, pieceHeight);
        if (offsets.length != perPlane * planes || lengths.length != offsets.length) {
            throw UnstrippablePicture.notUnderstood(FORMAT, "it has another number of strips or tiles");
        }
        long rowBytes = Math.ceilDiv(pieceWidth * depth * (channels / planes), 8L);
        boolean unpacked = directory.one(259, 1) == 1;
        List<ByteBuffer> pieces = new ArrayList<>();
        long total = 0;
        for (int piece = 0; piece < offsets.length; piece++) {
            long rows = tiled ? pieceHeight : Math.min(pieceHeight, height - piece % perPlane * pieceHeight);
            if (unpacked && lengths[piece] < rowBytes * rows) {
                throw UnstrippablePicture.notUnderstood(FORMAT, "a strip or tile is too short");
            }
            long length = unpacked ? rowBytes * rows : lengths[piece];
            total += length;
            if (offsets[piece] < HEADER_LENGTH) {
                throw UnstrippablePicture.notUnderstood(FORMAT, "a strip or tile lies in the header");
            }
            if (offsets[piece] + length > bytes.capacity()) {
                throw UnstrippablePicture.truncated(FORMAT);
            }
            if (total > bytes.capacity()) {
                throw UnstrippablePicture.unsafe(FORMAT, "its strips or tiles overlap");
            }
            pieces.add(bytes.slice((int) offsets[piece], (int) length));
        }
        return pieces;
    }

    private static boolean isEdge(long px) {
        return px >= 1 && px <= LONGEST_EDGE_PX;
    }

    private byte[] assemble(Map<Integer, Field> kept, List<ByteBuffer> pieces) {
        long[] offsets = new long[pieces.size()];
        long[] lengths = new long[pieces.size()];
        kept.put(tiled ? 324 : 273, new Field(tiled ? 324 : 273, TiffDirectory.LONG, offsets));
        kept.put(tiled ? 325 : 279, new Field(tiled ? 325 : 279, TiffDirectory.LONG, lengths));
        int values = HEADER_LENGTH + 2 + ENTRY_LENGTH * kept.size() + 4;
        int at = values;
        for (Field field : kept.values()) {
            at += field.lengthBytes() > 4 ? even(field.lengthBytes()) : 0;
        }
        for (int piece = 0; piece < offsets.length; piece++) {
            offsets[piece] = at;
            lengths[piece] = pieces.get(piece).limit();
            at += even((int) lengths[piece]);
        }
        ByteBuffer out = ByteBuffer.allocate(at).order(bytes.order());
        out.put(0, bytes, 0, 4).position(4);
        out.putInt(HEADER_LENGTH).putShort((short) kept.size());
        for (Field field : kept.values()) {
            int after = out.position() + ENTRY_LENGTH;
            out.putShort((short) field.number()).putShort((short) field.type());
            out.putInt(field.count());
            if (field.lengthBytes() > 4) {
                out.putInt(values);
                field.write(out.position(values));
                values += even(field.lengthBytes());
            } else {
                field.write(out);
            }
            out.position(after);
        }
        for (int piece = 0; piece < offsets.length; piece++) {
            out.put((int) offsets[piece], pieces.get(piece), 0, (int) lengths[piece]);
        }
        return out.array();
    }

    private static int even(int length) {
        return length + (length & 1);
    }
}

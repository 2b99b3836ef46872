package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;

/** Reads the columns of a segment out of its doc values. */
final class SegmentReading {

    /** Hexadecimal digits that tell of the first 64 bits of a UUID, and the hyphens between them. */
    private static final int UUID_LENGTH = 36;

    private static final int HEAD_LENGTH = 18;
    private static final int HEXADECIMAL = 16;

    private static final List<String> NUMBERS =
            List.of(RowDocuments.PARTICIPANT, RowDocuments.LESION, RowDocuments.CAPTURE);

    private SegmentReading() {}

    /** Values of a text field. */
    static Column.Keywords keywords(LeafReader reader, String name) throws IOException {
        var values = DocValues.getSortedSet(reader, name);
        var texts = new String[Math.toIntExact(values.getValueCount())];
        for (int ordinal = 0; ordinal < texts.length; ordinal++) {
            texts[ordinal] = values.lookupOrd(ordinal).utf8ToString();
        }
        var combinations = new Combinations(texts);
        var codes = new int[reader.maxDoc()];
        for (int row = values.nextDoc(); row != DocIdSetIterator.NO_MORE_DOCS; row = values.nextDoc()) {
            codes[row] = combinations.codeOf(values);
        }
        return new Column.Keywords(Codes.of(codes, combinations.size()), combinations.values());
    }

    /** Gives each combination of values that occurs a code. */
    private static final class Combinations {
        private final String[] texts;
        private final int[] ofOne;
        private final Map<List<Integer>, Integer> ofSeveral = new HashMap<>();
        private final List<String[]> values = new ArrayList<>();

        Combinations(String[] texts) {
            this.texts = texts;
            ofOne = new int[texts.length];
            values.add(new String[0]);
        }

        int codeOf(SortedSetDocValues row) throws IOException {
            int count = row.docValueCount();
            int first = (int) row.nextOrd();
            if (count == 1) {
                if (ofOne[first] == 0) {
                    ofOne[first] = added(List.of(first));
                }
                return ofOne[first];
            }
            var ordinals = new ArrayList<Integer>(count);
            ordinals.add(first);
            for (int left = count - 1; left > 0; left--) {
                ordinals.add((int) row.nextOrd());
            }
            return ofSeveral.computeIfAbsent(ordinals, this::added);
        }

        private int added(List<Integer> ordinals) {
            values.add(ordinals.stream().map(ordinal -> texts[ordinal]).toArray(String[]::new));
            return values.size() - 1;
        }

        int size() {
            return values.size();
        }

        String[][] values() {
            return values.toArray(String[][]::new);
        }
    }

    /** Values of a number field. */
    static Column.Numbers numbers(LeafReader reader, String name) throws IOException {
        var numbers = DocValues.getNumeric(reader, name);
        var given = new int[reader.maxDoc()];
        int count = 0;
        while (numbers.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            given[count++] = (int) numbers.longValue();
        }
        var values = Arrays.stream(given, 0, count).distinct().sorted().toArray();
        var codes = given;
        Arrays.fill(codes, 0);
        var again = DocValues.getNumeric(reader, name);
        for (int row = again.nextDoc(); row != DocIdSetIterator.NO_MORE_DOCS; row = again.nextDoc()) {
            codes[row] = Arrays.binarySearch(values, (int) again.longValue()) + 1;
        }
        var byCode = new int[values.length + 1];
        System.arraycopy(values, 0, byCode, 1, values.length);
        return new Column.Numbers(Codes.of(codes, byCode.length), byCode);
    }

    /** Who and what each row counts for. */
    static Units units(LeafReader reader) throws IOException {
        var units = new Units(reader.maxDoc());
        for (int which = 0; which < Units.EACH; which++) {
            var numbers = DocValues.getNumeric(reader, NUMBERS.get(which));
            for (int row = numbers.nextDoc(); row != DocIdSetIterator.NO_MORE_DOCS; row = numbers.nextDoc()) {
                units.set(row, which, Math.toIntExact(numbers.longValue()));
            }
        }
        return units;
    }

    /** The {@linkplain #head heads} of each row's id, where every id of the segment has one. */
    static Segment.Heads heads(LeafReader reader, String name) throws IOException {
        var ids = DocValues.getBinary(reader, name);
        var heads = new long[reader.maxDoc()];
        var least = new long[RowSet.stretches(heads.length)];
        Arrays.fill(least, Long.MAX_VALUE);
        for (int row = ids.nextDoc(); row != DocIdSetIterator.NO_MORE_DOCS; row = ids.nextDoc()) {
            var id = ids.binaryValue();
            if (!hasHead(id)) {
                return new Segment.Heads(null, new long[0]);
            }
            heads[row] = head(id);
            int stretch = RowSet.stretchOf(row);
            least[stretch] = Math.min(least[stretch], heads[row]);
        }
        return new Segment.Heads(heads, least);
    }

    /** Whether the id is a UUID in lower case, so that ids are in the order of their heads. */
    static boolean hasHead(BytesRef id) {
        if (id.length != UUID_LENGTH) {
            return false;
        }
        for (int at = 0; at < UUID_LENGTH; at++) {
            byte sign = id.bytes[id.offset + at];
            boolean hyphen = at == 8 || at == 13 || at == 18 || at == 23;
            boolean digit = (sign >= '0' && sign <= '9') || (sign >= 'a' && sign <= 'f');
            if (hyphen ? sign != '-' : !digit) {
                return false;
            }
        }
        return true;
    }

    /** The first 64 bits of a UUID, such that signed comparison is that of the ids. */
    static long head(BytesRef id) {
        long head = 0;
        for (int at = 0; at < HEAD_LENGTH; at++) {
            byte sign = id.bytes[id.offset + at];
            if (sign != '-') {
                head = head * HEXADECIMAL + Character.digit(sign, HEXADECIMAL);
            }
        }
        return head ^ Long.MIN_VALUE;
    }
}

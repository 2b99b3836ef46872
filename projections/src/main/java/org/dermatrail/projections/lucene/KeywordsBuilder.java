package org.dermatrail.projections.lucene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefHash;

/** Gathers a column of text: each combination of words that occurs gets a code. For one thread. */
final class KeywordsBuilder {

    private final Words words;
    private final CodesBuilder codes;
    private final List<String[]> values = new ArrayList<>();
    /** The code of each word that stands alone. */
    private int[] ofOne = new int[0];
    /** Words that stand together, as they are written. */
    private final BytesRefHash together = new BytesRefHash();

    private int[] ofSeveral = new int[0];

    KeywordsBuilder(Words words, int rows) {
        this.words = words;
        codes = new CodesBuilder(rows);
        values.add(new String[0]);
    }

    /** Reads the words of a row, of which there are some. */
    void read(int row, RowReader from, BytesRef scratch) {
        int count = from.number();
        codes.set(row, count == 1 ? one(from.number()) : several(count, from, scratch));
    }

    /** A word that is not written with the fields. */
    void put(int row, int word) {
        codes.set(row, one(word));
    }

    private int one(int word) {
        if (word >= ofOne.length) {
            ofOne = Arrays.copyOf(ofOne, 2 * word + 1);
        }
        if (ofOne[word] == 0) {
            ofOne[word] = added(new String[] {words.text(word)});
        }
        return ofOne[word];
    }

    private int several(int count, RowReader from, BytesRef scratch) {
        from.numbers(count, scratch);
        int number = together.add(scratch);
        if (number < 0) {
            return ofSeveral[-number - 1];
        }
        if (number >= ofSeveral.length) {
            ofSeveral = Arrays.copyOf(ofSeveral, 2 * number + 1);
        }
        var each = new RowReader();
        each.begin(scratch);
        var texts = new String[count];
        for (int at = 0; at < count; at++) {
            texts[at] = words.text(each.number());
        }
        ofSeveral[number] = added(texts);
        return ofSeveral[number];
    }

    private int added(String[] texts) {
        values.add(texts);
        return values.size() - 1;
    }

    Column.Keywords column() {
        together.close();
        return new Column.Keywords(codes.codes(), values.toArray(String[][]::new));
    }
}

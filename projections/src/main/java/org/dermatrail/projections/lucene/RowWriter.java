package org.dermatrail.projections.lucene;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.dermatrail.domain.IdBytes;
import org.dermatrail.projections.cohort.BlockRow;
import org.dermatrail.projections.cohort.CohortField;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as bytes, for {@link RowReader}: who and what is counted, as numbers of {@link Units}; what access is decided by;
 * the three ids; then for each field that has a value its name and values, as numbers of {@link Words}. Numbers take a byte for
 * every seven bits. For one thread.
 */
final class RowWriter {

    /** Set where the participant consented. */
    static final int CONSENTED = 1;
    /** Set where the capture is withheld. */
    static final int WITHHELD = 2;

    /** What stands before an id: nothing follows, the bytes of a UUID, or the length of a text and the text. */
    static final byte NO_ID = 0;

    static final byte UUID = 1;
    static final byte TEXT = 2;

    private static final int LOW_BITS = 0x7f;
    private static final int MORE = 0x80;

    private final Words words;
    private byte[] bytes = new byte[256];
    private int count;

    RowWriter(Words words) {
        this.words = words;
    }

    /** The bytes of a row. */
    BytesRef bytes(BlockRow blockRow) {
        var row = blockRow.row();
        count = 0;
        number(Units.participant(blockRow));
        number(Units.lesion(blockRow));
        number(Units.capture(blockRow));
        number((row.consented() ? CONSENTED : 0) + (row.withheld() ? WITHHELD : 0));
        number(words.number(row.studyId()));
        number(words.number(row.siteId()));
        id(row.participantKey());
        id(row.lesionId());
        id(row.captureId());
        row.keywords().forEach(this::keywords);
        row.numbers().forEach((field, value) -> {
            number(words.number(field.wireName()));
            // Small numbers of either sign take few bytes.
            number((value << 1) ^ (value >> (Integer.SIZE - 1)));
        });
        return new BytesRef(Arrays.copyOf(bytes, count));
    }

    private void keywords(CohortField field, Set<String> values) {
        number(words.number(field.wireName()));
        number(values.size());
        if (values.size() == 1) {
            number(words.number(values.iterator().next()));
            return;
        }
        // Always in one order, so that the same values are the same bytes.
        values.stream().mapToInt(words::number).sorted().forEach(this::number);
    }

    private void id(@Nullable String id) {
        if (id == null) {
            put(NO_ID);
            return;
        }
        var packed = IdBytes.of(id);
        if (packed != null) {
            put(UUID);
            put(packed);
            return;
        }
        var text = id.getBytes(StandardCharsets.UTF_8);
        put(TEXT);
        number(text.length);
        put(text);
    }

    private void number(int number) {
        int left = number;
        while ((left & ~LOW_BITS) != 0) {
            put((byte) ((left & LOW_BITS) | MORE));
            left >>>= 7;
        }
        put((byte) left);
    }

    private void put(byte[] several) {
        bytes = ArrayUtil.grow(bytes, count + several.length);
        System.arraycopy(several, 0, bytes, count, several.length);
        count += several.length;
    }

    private void put(byte one) {
        if (count == bytes.length) {
            bytes = ArrayUtil.grow(bytes, count + 1);
        }
        bytes[count++] = one;
    }
}

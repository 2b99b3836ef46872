package org.dermatrail.projections.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.lucene.util.BytesRef;
import org.dermatrail.projections.cohort.BlockRow;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CohortRow;
import org.dermatrail.projections.cohort.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows as bytes say what was written. */
class RowBytesTest {

    private static final String UUID = "0190a1b2-c3d4-7e5f-8a6b-0123456789ab";

    private final Words words = new Words();
    private final RowWriter writer = new RowWriter(words);

    private static BlockRow row(
            @Nullable String lesion, @Nullable String capture, Map<CohortField, Set<String>> keywords, int number) {
        return new BlockRow(
                new CohortRow(
                        UUID,
                        lesion,
                        capture,
                        "study",
                        "study/north",
                        true,
                        false,
                        true,
                        keywords,
                        Map.of(CohortField.DAY, number)),
                3,
                lesion == null ? BlockRow.NONE : 70_000,
                capture == null ? BlockRow.NONE : 5,
                true);
    }

    private RowReader read(BlockRow row) {
        var reader = new RowReader();
        reader.begin(writer.bytes(row));
        return reader;
    }

    private @Nullable String id(BlockRow row, Level level) {
        var reader = read(row);
        return reader.findId(level) ? reader.id() : null;
    }

    @Property
    void numbers_of_either_sign_come_back(@ForAll int number) {
        var reader = read(row(null, null, Map.of(), number));
        for (int i = 0; i < 6; i++) {
            reader.number();
        }
        reader.skipIds();

        assertThat(words.text(reader.number())).isEqualTo("day");
        assertThat(reader.signed()).isEqualTo(number);
        assertThat(reader.hasMore()).isFalse();
    }

    @Test
    void every_id_comes_back_whether_or_not_it_is_a_uuid() {
        var row = row("lesion ö of no usual form", UUID, Map.of(), 0);

        assertThat(id(row, Level.PARTICIPANT)).isEqualTo(UUID);
        assertThat(id(row, Level.LESION)).isEqualTo("lesion ö of no usual form");
        assertThat(id(row, Level.CAPTURE)).isEqualTo(UUID);
        assertThat(id(row(null, UUID, Map.of(), 0), Level.LESION)).isNull();
        assertThat(id(row(null, UUID, Map.of(), 0), Level.CAPTURE)).isEqualTo(UUID);
    }

    @Test
    void heads_of_ids_are_in_the_order_of_the_ids() {
        var random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            var one = new java.util.UUID(random.nextLong(), random.nextLong()).toString();
            var other = new java.util.UUID(random.nextLong(), random.nextLong()).toString();
            assertThat(Integer.signum(Long.compare(head(one), head(other))))
                    .isEqualTo(Integer.signum(one.compareTo(other)));
        }
    }

    private long head(String id) {
        var reader = read(row(null, id, Map.of(), 0));
        assertThat(reader.findId(Level.CAPTURE)).isTrue();
        return reader.head();
    }

    @Property(tries = 50)
    void a_column_gives_each_row_the_values_it_was_written_with(
            @ForAll @Size(max = 60) List<@Size(max = 4) Set<@IntRange(max = 400) Integer>> rows) {
        var builder = new KeywordsBuilder(words, rows.size());
        var scratch = new BytesRef();
        for (int at = 0; at < rows.size(); at++) {
            var values = new TreeSet<String>();
            rows.get(at).forEach(value -> values.add("v" + value));
            if (!values.isEmpty()) {
                Map<CohortField, Set<String>> keywords = new EnumMap<>(Map.of(CohortField.PROCEDURE, values));
                var reader = read(row(null, null, keywords, 0));
                for (int i = 0; i < 6; i++) {
                    reader.number();
                }
                reader.skipIds();
                assertThat(words.text(reader.number())).isEqualTo("procedure");
                builder.read(at, reader, scratch);
            }
        }
        var column = builder.column();

        var all = new int[rows.size()];
        column.codes().copy(0, all.length, all);
        for (int at = 0; at < all.length; at++) {
            var expected = new ArrayList<String>();
            rows.get(at).forEach(value -> expected.add("v" + value));
            assertThat(column.values()[all[at]]).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Property(tries = 20)
    void codes_come_back_however_many_there_come_to_be(@ForAll @IntRange(min = 1, max = 70_000) int most) {
        var builder = new CodesBuilder(most);
        for (int row = 0; row < most; row++) {
            builder.set(row, row);
        }
        var all = new int[most];
        builder.codes().copy(0, most, all);
        for (int row = 0; row < most; row++) {
            assertThat(all[row]).isEqualTo(row);
        }
    }
}

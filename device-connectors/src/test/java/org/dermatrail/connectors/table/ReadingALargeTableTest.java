package org.dermatrail.connectors.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.dermatrail.connectors.SourceRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingALargeTableTest {

    private static final int ROWS = 200_000;
    private static final int ROWS_A_SECOND = 200_000;

    @TempDir
    Path folder = Path.of("");

    @Test
    void takes_less_than_a_second_for_200_000_rows_with_side_tables() throws IOException {
        // Given
        Path main = folder.resolve("main.csv");
        Path centres = folder.resolve("centres.csv");
        try (var rows = Files.newBufferedWriter(main);
                var sides = Files.newBufferedWriter(centres)) {
            rows.write("image,age_approx,anatom_site_general,lesion_id,sex\n");
            sides.write("image,center\n");
            for (int i = 0; i < ROWS; i++) {
                rows.write("ISIC_%07d,55,anterior torso,BCN_%07d,female\n".formatted(i, i / 2));
                sides.write("ISIC_%07d,%d\n".formatted(i, i % 6));
            }
        }
        var request = new SourceRequest("isic2019", main, Map.of("centre", centres), null);
        // When
        double best = 0;
        for (int round = 0; round < 5; round++) {
            best = Math.max(best, rowsASecond(request));
        }
        // Then
        assertThat(best).isGreaterThan(ROWS_A_SECOND);
    }

    private static double rowsASecond(SourceRequest request) throws IOException {
        long start = System.nanoTime();
        int rows = 0;
        try (var source = new TableConnector().open(request)) {
            while (source.next() != null) {
                rows++;
            }
        }
        assertThat(rows).isEqualTo(ROWS);
        return rows * 1e9 / (System.nanoTime() - start);
    }

    @Test
    void passes_no_more_of_a_cell_to_the_parser_than_the_limit() {
        // Given
        var guard = new QuoteGuard(',');
        char[] chunk = new char[1 << 14];
        long passed = 0;
        // When
        for (int i = 0; i < 10_000; i++) {
            Arrays.fill(chunk, 'x');
            chunk[0] = i == 0 ? '"' : 'x';
            passed += guard.pass(chunk, chunk.length);
        }
        // Then
        assertThat(passed).isEqualTo(TableLimits.CELL_CHARACTERS + 1);
        assertThat(guard.openQuoteLine()).isEqualTo(1);
    }

    @Test
    void passes_no_more_of_a_row_to_the_parser_than_the_limit() {
        // Given
        var guard = new QuoteGuard(',');
        char[] chunk = new char[1 << 14];
        long passed = 0;
        // When
        for (int i = 0; i < 10_000; i++) {
            Arrays.fill(chunk, 'x');
            chunk[0] = ',';
            passed += guard.pass(chunk, chunk.length);
        }
        // Then
        assertThat(passed).isEqualTo(TableLimits.ROW_CHARACTERS);
    }
}

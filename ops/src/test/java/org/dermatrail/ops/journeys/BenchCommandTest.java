package org.dermatrail.ops.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dermatrail.ops.operations.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCommandTest {

    private static final Pattern NUMBER = Pattern.compile("[0-9][0-9,]*(\\.[0-9]+)?");

    @TempDir
    private Path folder = Path.of("");

    private static Map<String, String> rows(List<String> table) {
        return table.stream()
                .map(line -> line.split(" *\\| *", -1))
                .collect(Collectors.toMap(cells -> cells[1], cells -> cells[2]));
    }

    private static List<Double> numbers(String cell) {
        return NUMBER.matcher(cell)
                .results()
                .map(MatchResult::group)
                .map(number -> Double.valueOf(number.replace(",", "")))
                .toList();
    }

    private static String row(Map<String, String> rows, String beginning) {
        return rows.entrySet().stream()
                .filter(row -> row.getKey().startsWith(beginning))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining());
    }

    @Test
    void an_import_with_pictures_stands_beside_the_decoding_of_the_same_pictures() {
        // When
        var ran = Desk.run("bench", "--captures", "0", "--pictures-of", "2", "--folder", folder.toString());

        // Then
        assertThat(ran.exit()).as(ran.err()).isEqualTo(Exit.DONE.status());
        var table = ran.out().lines().filter(line -> !line.isBlank()).toList();
        assertThat(table.getFirst()).startsWith("| measured on ").endsWith(" captures |");
        var rows = rows(table.subList(2, table.size()));
        assertThat(rows).hasSize(5);
        Function<String, List<Double>> in = beginning -> numbers(row(rows, beginning));
        assertThat(in.apply("import with pictures, durable and visible, pictures/s, of reading and decoding"))
                .hasSize(3)
                .allSatisfy(number -> assertThat(number).isPositive());
        assertThat(in.apply("the same, of reading, digest and synced write"))
                .hasSize(3)
                .startsWith(in.apply("import with pictures").getFirst());
        assertThat(in.apply("pictures that came through").getFirst()).isBetween(5.0, 60.0);
        assertThat(in.apply("KiB a picture").getFirst()).isPositive();
        assertThat(in.apply("processor time").getFirst()).isPositive();
        assertThat(ran.err()).contains("Drawing a synthetic study of 2 participants, about 29 pictures");
        assertThat(folder).as("nothing is left behind").isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--pictures-of -1 | --pictures-of is -1; it is a number of participants, 0 to 10000.",
                "--pictures-of 10001 | 0 to 10000",
                "--pictures-of many | 'many'",
                "--captures 0,100 | --captures is [0, 100]; it is numbers above 0, or 0 alone",
                "--captures 0 --pictures-of 0 | nothing to measure"
            })
    void what_cannot_be_measured_is_said_before_anything_is(String options, String said) {
        var ran = Desk.run(("bench " + options).split(" ", -1));

        assertThat(ran.exit()).isEqualTo(Exit.USAGE.status());
        assertThat(ran.err()).contains(said);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void how_pictures_are_left_out_is_told_by_help() {
        assertThat(Desk.run("bench", "--help").out()).contains("--pictures-of=N", "0 for none");
    }
}

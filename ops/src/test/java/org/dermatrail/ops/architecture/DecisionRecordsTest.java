package org.dermatrail.ops.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionRecordsTest {

    private static final Path FOLDER = Repository.root().resolve("ops/docs/decisions");
    private static final Pattern TEST_CLASS = Pattern.compile("`(\\w+(?:Test|IT|Conformance))`");

    static Stream<Path> records() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void a_record_says_what_was_weighed_and_decided_and_how_it_is_enforced(Path decision) throws IOException {
        assertThat(decision.getFileName().toString()).matches("\\d{4}(-[a-z0-9]+)+\\.md");
        assertThat(Files.readString(decision))
                .containsSubsequence(
                        "# ",
                        "Date: ",
                        "## Context",
                        "## Options",
                        "## Decision",
                        "## Consequences",
                        "## How it is enforced");
    }

    @ParameterizedTest
    @MethodSource("records")
    void the_tests_that_a_record_names_exist(Path decision) throws IOException {
        var tests = testClasses();

        assertThat(namedIn(Files.readString(decision))).isSubsetOf(tests);
    }

    @Test
    void a_test_that_does_not_exist_is_noticed() {
        assertThat(namedIn("Held by `NeverWrittenTest` and `NoSuchConformance`, not by `Capture`."))
                .containsExactly("NeverWrittenTest", "NoSuchConformance")
                .doesNotContainAnyElementsOf(testClasses());
    }

    private static List<String> namedIn(String text) {
        return TEST_CLASS
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static List<String> testClasses() {
        return Repository.modules()
                .map(module -> module.resolve("src/test/java"))
                .filter(Files::isDirectory)
                .flatMap(folder -> Source.below(folder).stream())
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .toList();
    }
}

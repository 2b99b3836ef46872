package org.dermatrail.ops.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourceBudgetsTest {

    static Stream<Path> modules() {
        return Repository.modules();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void files_and_methods_keep_their_budgets_and_public_types_say_what_they_promise(Path module) throws IOException {
        // Given
        var files = Source.below(module.resolve("src/main/java"));

        // When
        var objections = Source.objectionsTo(files);

        // Then
        assertThat(files).isNotEmpty();
        assertThat(objections).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void every_package_says_what_it_means_in_the_clinic(Path module) throws IOException {
        for (var file : Source.below(module.resolve("src/main/java"))) {
            var info = file.resolveSibling("package-info.java");

            assertThat(info).exists();
            assertThat(Files.readString(info)).contains("/**").contains("@NullMarked");
        }
    }

    @Test
    void a_file_past_its_budget_is_reported(@TempDir Path folder) throws IOException {
        assertThat(objectionsTo(folder, "/** Long. */ class Long {\n" + "\n".repeat(400) + "}\n"))
                .containsExactly("Fixture.java: is 402 lines long: a noun is missing");
        assertThat(objectionsTo(folder, "/** Short. */ class Short {\n" + "\n".repeat(398) + "}"))
                .isEmpty();
    }

    @Test
    void a_method_past_its_budget_is_reported(@TempDir Path folder) throws IOException {
        assertThat(objectionsTo(folder, "class Long {\n void work() {\n" + "\n".repeat(59) + "}\n}\n"))
                .containsExactly("Fixture.java: work is 61 lines long: a noun is missing");
        assertThat(objectionsTo(folder, "class Short {\n void work() {\n" + "\n".repeat(58) + "}\n}\n"))
                .isEmpty();
    }

    @Test
    void a_public_type_without_a_word_is_reported_however_deep(@TempDir Path folder) throws IOException {
        assertThat(objectionsTo(folder, "public class Outer { public record Inner() {} record Hidden() {} }"))
                .containsExactly(
                        "Fixture.java: Outer is public and does not say what it promises",
                        "Fixture.java: Inner is public and does not say what it promises");
        assertThat(objectionsTo(folder, "/** Said. */ public interface Outer { record Member() {} }"))
                .containsExactly("Fixture.java: Member is public and does not say what it promises");
        assertThat(objectionsTo(folder, "class Outer { public record Inner() {} }"))
                .isEmpty();
    }

    private static List<String> objectionsTo(Path folder, String source) throws IOException {
        return Source.objectionsTo(List.of(Files.writeString(folder.resolve("Fixture.java"), source)));
    }
}

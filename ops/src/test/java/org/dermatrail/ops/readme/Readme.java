package org.dermatrail.ops.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The README, taken apart. */
record Readme(Path root, String text) {

    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)");

    /** The README at the root of the checkout these tests run in. */
    static Readme read() throws IOException {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("README.md")) || !Files.exists(folder.resolve("dermatrail"))) {
            folder = Objects.requireNonNull(folder.getParent(), "no README above the working folder");
        }
        return new Readme(folder, Files.readString(folder.resolve("README.md")));
    }

    /** Its blocks of commands, in order, each a list of lines. */
    List<List<String>> blocks() {
        return SHELL.matcher(text)
                .results()
                .map(block ->
                        block.group(1).lines().filter(line -> !line.isBlank()).toList())
                .toList();
    }

    /** Words of each line that starts the launcher, without the launcher. */
    List<String[]> launches() {
        return blocks().stream()
                .flatMap(List::stream)
                .filter(line -> line.startsWith("./dermatrail"))
                .map(line -> Arrays.stream(line.split(" +")).skip(1).toArray(String[]::new))
                .toList();
    }

    /** Links that are no address on the web. */
    List<String> relativeLinks() {
        return LINK.matcher(text)
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains("://"))
                .toList();
    }

    /** The first column of the table whose head starts with this word, without code marks. */
    List<String> column(String head) {
        return text.lines()
                .dropWhile(line -> !line.startsWith("| " + head + " |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(Readme::firstCell)
                .toList();
    }

    private static String firstCell(String row) {
        return Stream.of(row.split("\\|"))
                .skip(1)
                .findFirst()
                .orElse("")
                .replace("`", "")
                .strip();
    }
}

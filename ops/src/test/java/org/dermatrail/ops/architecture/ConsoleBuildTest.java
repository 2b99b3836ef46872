package org.dermatrail.ops.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real pom's step that builds the console, run by Maven with an npm that only writes down what it is told. */
class ConsoleBuildTest {

    private static final int PATIENCE_SECONDS = 120;

    @TempDir
    private Path root;

    @Test
    void the_console_is_built_where_it_can_be_and_only_when_its_sources_are_newer() throws Exception {
        // Given no console
        copyPoms();
        assertThat(build()).contains("BUILD SUCCESS", "package.json is not there");

        // Given a console, and no npm
        var source = write("console/src/main.ts", "export {};");
        write("console/package.json", "{}");
        write("console/package-lock.json", "{}");
        assertThat(build("-Dnpm.command=npm-that-is-not-there")).contains("BUILD SUCCESS", "npm was not found");
        assertThat(page()).doesNotExist();

        // Given an npm
        var npm = "-Dnpm.command=" + npm();
        assertThat(build(npm, "-Dconsole.skip")).contains("BUILD SUCCESS", "-Dconsole.skip was given");
        assertThat(build(npm)).contains("BUILD SUCCESS");
        assertThat(page()).hasContent("built");
        assertThat(calls())
                .containsExactly(
                        "ci --no-audit --no-fund --prefer-offline",
                        "run build -- --emptyOutDir --outDir " + page().getParent());
        assertThat(build(npm)).contains("as fresh as its sources");
        assertThat(calls()).isEmpty();

        // Given a source that was edited
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));
        assertThat(build(npm)).contains("BUILD SUCCESS");
        assertThat(calls()).singleElement().satisfies(call -> assertThat(call).startsWith("run build"));

        // Given an npm that fails
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(build("-Dnpm.command=/bin/false")).contains("BUILD FAILURE", "The console could not be built");
    }

    private Path page() {
        return root.resolve("graphql-api/target/classes/console/index.html");
    }

    private Path write(String file, String text) throws IOException {
        var path = root.resolve("graphql-api").resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private String npm() throws IOException {
        var script = """
                #!/bin/sh
                echo "$*" >> '%s'
                case "$1" in
                  ci) mkdir -p node_modules && cp -p package-lock.json node_modules/.package-lock.json;;
                  run) for last; do :; done; mkdir -p "$last" && printf built > "$last/index.html";;
                esac
                """.formatted(root.resolve("calls"));
        var npm = Files.writeString(root.resolve("npm"), script);
        return Files.setPosixFilePermissions(npm, PosixFilePermissions.fromString("rwxr-xr-x"))
                .toString();
    }

    /** What npm was told since this was last asked. */
    private List<String> calls() throws IOException {
        var file = root.resolve("calls");
        var calls = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
        Files.deleteIfExists(file);
        return calls;
    }

    /** Copies the poms, without modules and dependencies, so that the one step can be run by itself. */
    private void copyPoms() throws IOException {
        var parent = Files.readString(Repository.root().resolve("pom.xml"));
        var modules = parent.substring(parent.indexOf("<modules>"), parent.indexOf("</modules>") + 10);
        Files.writeString(root.resolve("pom.xml"), withoutDependencies(parent.replace(modules, "")));
        var pom = Files.readString(Repository.root().resolve("graphql-api/pom.xml"));
        write("pom.xml", withoutDependencies(pom));
    }

    private static String withoutDependencies(String pom) {
        int from = pom.indexOf("\n  <dependencies>");
        return pom.substring(0, from) + pom.substring(pom.indexOf("</dependencies>", from) + 15);
    }

    private String build(String... options) throws IOException, InterruptedException {
        var log = root.resolve("maven.log");
        var command = new ArrayList<>(List.of(
                System.getProperty("maven.home") + "/bin/mvn",
                "--offline",
                "--batch-mode",
                "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"),
                "-Dstyle.color=never",
                "antrun:run@console"));
        command.addAll(List.of(options));
        var builder = new ProcessBuilder(command)
                .directory(root.resolve("graphql-api").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("MAVEN_ARGS");
        var maven = builder.start();
        try {
            assertThat(maven.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("Maven ends within %d s", PATIENCE_SECONDS)
                    .isTrue();
        } finally {
            maven.destroyForcibly();
        }
        return Files.readString(log);
    }
}

package org.dermatrail.ops.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real poms, each made to bring along what it may not, given to Maven: the enforcer must name every one.
 *
 * <p>All forbidden dependencies are ones that another room has, so that nothing needs to be downloaded.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DependencyBansTest {

    private static final int PATIENCE_SECONDS = 60;

    /** A module and what it must not be able to depend on. */
    record Ban(String module, String artifact) {}

    private String report = "";

    static Stream<Ban> bans() {
        return Stream.of(
                new Ban("registry-domain", "org.springframework:spring-core"),
                new Ban("registry-domain", "tools.jackson.core:jackson-databind"),
                new Ban("registry-domain", "org.apache.lucene:lucene-core"),
                new Ban("registry-domain", "org.xerial:sqlite-jdbc"),
                new Ban("registry-domain", "org.axonframework:axon-configuration"),
                new Ban("pseudonymization", "org.springframework:spring-core"),
                new Ban("pseudonymization", "org.apache.lucene:lucene-core"),
                new Ban("device-connectors/imaging", "org.springframework:spring-core"),
                new Ban("device-connectors/imaging", "org.xerial:sqlite-jdbc"),
                new Ban("device-connectors", "org.springframework:spring-core"),
                new Ban("device-connectors", "org.dermatrail:pseudonymization"),
                new Ban("ingestion-gateway", "org.springframework:spring-context"),
                new Ban("ingestion-gateway", "org.apache.lucene:lucene-core"),
                new Ban("ingestion-gateway", "org.dermatrail:projections"),
                new Ban("projections", "org.springframework:spring-core"),
                new Ban("projections", "org.dermatrail:pseudonymization"),
                new Ban("projections", "com.google.crypto.tink:tink"),
                new Ban("graphql-api", "org.dermatrail:pseudonymization"),
                new Ban("graphql-api", "org.dermatrail:ingestion-gateway"),
                new Ban("graphql-api", "org.axonframework:axon-messaging"));
    }

    static Stream<String> modules() {
        return Room.all().map(Room::folder);
    }

    @BeforeAll
    void give_every_module_what_it_must_not_have(@TempDir Path folder) throws IOException, InterruptedException {
        copyPoms(folder);
        for (var module : modules().toList()) {
            addDependencies(
                    folder.resolve(module),
                    bans().filter(ban -> ban.module().equals(module))
                            .map(Ban::artifact)
                            .toList());
        }
        report = validate(folder);
    }

    @ParameterizedTest
    @MethodSource("bans")
    void a_module_cannot_bring_along_what_is_not_on_its_list(Ban ban) {
        var artifact = Stream.of(ban.artifact().split(":")).limit(2).collect(Collectors.joining(":"));

        assertThat(objectionsTo(ban.module()))
                .anyMatch(line -> line.contains(artifact + ":") && line.contains("banned"));
    }

    @Test
    void the_poms_as_they_are_pass(@TempDir Path untouched) throws IOException, InterruptedException {
        copyPoms(untouched);

        assertThat(validate(untouched)).contains("BUILD SUCCESS").doesNotContain("banned");
    }

    @Test
    void no_module_can_depend_on_ops(@TempDir Path knowing) throws IOException, InterruptedException {
        // Given
        copyPoms(knowing);
        for (var module : modules().toList()) {
            addDependencies(knowing.resolve(module), List.of("org.dermatrail:ops:0.1.0-SNAPSHOT"));
        }

        // When
        var objections = validate(knowing);

        // Then
        assertThat(modules()).allSatisfy(module -> assertThat(objections)
                .containsPattern(
                        "on project " + artifactOf(module) + ":[^>]*org.dermatrail:ops:jar:[^ ]* <--- banned"));
    }

    private List<String> objectionsTo(String module) {
        return report.lines()
                .dropWhile(line -> !line.contains("on project " + artifactOf(module) + ":"))
                .takeWhile(line -> !line.contains("-> [Help"))
                .toList();
    }

    private static String artifactOf(String module) {
        return Path.of(module).getFileName().toString();
    }

    /** Copies the poms, ops without its dependencies, so that another room depending on it makes no circle. */
    private static void copyPoms(Path to) throws IOException {
        Files.copy(Repository.root().resolve("pom.xml"), to.resolve("pom.xml"));
        for (var module : modules().toList()) {
            Files.createDirectories(to.resolve(module));
            Files.copy(
                    Repository.root().resolve(module).resolve("pom.xml"),
                    to.resolve(module).resolve("pom.xml"));
        }
        var ops = Files.readString(Repository.root().resolve("ops/pom.xml"));
        Files.createDirectories(to.resolve("ops"));
        Files.writeString(to.resolve("ops/pom.xml"), ops.substring(0, ops.indexOf("<description>")) + "</project>");
    }

    private static void addDependencies(Path module, List<String> artifacts) throws IOException {
        var pom = module.resolve("pom.xml");
        var added = artifacts.stream()
                .map(artifact -> artifact.split(":"))
                .map(part -> "<dependency><groupId>" + part[0] + "</groupId><artifactId>" + part[1] + "</artifactId>"
                        + (part.length > 2 ? "<version>" + part[2] + "</version>" : "") + "</dependency>")
                .collect(Collectors.joining());
        Files.writeString(pom, Files.readString(pom).replaceFirst("</dependencies>", added + "</dependencies>"));
    }

    private static String validate(Path root) throws IOException, InterruptedException {
        var log = root.resolve("maven.log");
        var builder = new ProcessBuilder(
                        System.getProperty("maven.home") + "/bin/mvn",
                        "--offline",
                        "--batch-mode",
                        "--fail-never",
                        "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"),
                        "-Dstyle.color=never",
                        "validate")
                .directory(root.toFile())
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

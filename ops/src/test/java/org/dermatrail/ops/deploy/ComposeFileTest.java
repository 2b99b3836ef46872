package org.dermatrail.ops.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.deploy.Deployment.list;
import static org.dermatrail.ops.deploy.Deployment.map;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dermatrail.ops.commandline.Dermatrail;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The compose file keeps the rules of this house; whether a container engine takes it is not shown here. */
class ComposeFileTest {

    private static final Path FOLDER = Scripts.folder();

    private final Deployment deployment = Deployment.in(FOLDER.resolve("compose.yaml"));

    ComposeFileTest() throws IOException {}

    @Test
    void every_service_is_pinned_limited_watched_started_again_and_without_privileges() {
        assertThat(deployment.services()).containsOnlyKeys("registry", "kurrentdb", "elasticsearch");
        assertThat(deployment.broken()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kurrentdb:25.1.3@${KURRENTDB_DIGEST:?run ./resolve-digests} | kurrentdb:latest | not named by version and digest",
                "kurrentdb:25.1.3@${KURRENTDB_DIGEST:?run ./resolve-digests} | kurrentdb:25.1.3 | not named by version and digest",
                "    pull_policy: never | | not named by version and digest",
                "    mem_limit: 4g | | has no mem_limit",
                "    pids_limit: 4096 | | has no pids_limit",
                "  restart: unless-stopped | | restart is not",
                "  read_only: true | | read_only is not",
                "  cap_drop: [ALL] | | cap_drop is not",
                "[\"no-new-privileges:true\"] | [] | security_opt is not",
                "\"127.0.0.1:${DERMATRAIL_PORT:-8080}:8080\" | \"8080:8080\" | to other machines",
                "user: \"1000:0\" | user: \"0:0\" | runs as root",
                "ELASTIC_PASSWORD_FILE: /run/secrets/elastic | ELASTIC_PASSWORD: changeme | is in the file itself",
                "DERMATRAIL_EVENTS_FILE: /run/secrets/events | DERMATRAIL_EVENTS: kurrentdb://admin:changeit@kurrentdb | a password",
            })
    void a_rule_that_is_broken_is_noticed(String kept, String broken, String words) {
        assertThat(deployment.text()).contains(kept);

        var worse = Deployment.of(deployment.text().replace(kept, Objects.toString(broken, "")));

        assertThat(worse.broken()).anySatisfy(sentence -> assertThat(sentence).contains(words));
    }

    @Test
    void every_variable_is_explained_where_it_is_given() throws IOException {
        var site = Files.readString(FOLDER.resolve("site.env.example"));
        var readme = Files.readString(FOLDER.resolve("README.md"));

        for (var variable : deployment.variables()) {
            assertThat(readme).contains("`" + variable + "`");
            assertThat(variable.endsWith("_DIGEST") || site.contains("\n" + variable + "="))
                    .as(variable)
                    .isTrue();
        }
    }

    @Test
    void every_secret_used_is_declared_and_made_by_the_script_and_stays_out_of_the_repository() throws IOException {
        var declared = map(deployment.stated().get("secrets"));
        var script = Files.readString(FOLDER.resolve("make-secrets"));
        var used = new TreeSet<String>();
        for (var service : deployment.services().values()) {
            for (var secret : list(service.get("secrets"))) {
                used.add(
                        secret instanceof String name
                                ? name
                                : String.valueOf(map(secret).get("source")));
            }
        }

        assertThat(used).isEqualTo(new TreeSet<>(declared.keySet()));
        for (var secret : declared.entrySet()) {
            assertThat(map(secret.getValue()).get("file")).isEqualTo("./secrets/" + secret.getKey());
            assertThat(script).contains(secret.getKey().replaceAll("\\.(crt|key)$", ""));
        }
        assertThat(Files.readString(FOLDER.resolve("../../.gitignore")))
                .contains("/ops/deploy/secrets/", "/ops/deploy/images.env", "/ops/deploy/site.env");
    }

    @Test
    void the_registry_waits_for_engines_that_work_and_only_it_can_be_reached() {
        var services = deployment.services();
        var registry = Objects.requireNonNull(services.get("registry"));

        assertThat(map(registry.get("depends_on")))
                .allSatisfy((name, condition) ->
                        assertThat(map(condition).get("condition")).isEqualTo("service_healthy"))
                .containsOnlyKeys("kurrentdb", "elasticsearch");
        services.forEach((name, service) -> {
            if (!name.equals("registry")) {
                assertThat(service).as(name).doesNotContainKey("ports");
                assertThat(list(service.get("networks"))).as(name).isEqualTo(List.of("back"));
            }
        });
        assertThat(map(map(deployment.stated().get("networks")).get("back")).get("internal"))
                .isEqualTo(true);
    }

    @Test
    void the_commands_it_names_are_those_of_the_program() {
        var registry = Objects.requireNonNull(deployment.services().get("registry"));
        var command = words(registry.get("command"));
        var check = words(map(registry.get("healthcheck")).get("test"));

        assertThat(Dermatrail.line().parseArgs(command.toArray(String[]::new)).hasSubcommand())
                .isTrue();
        assertThat(command).contains("--behind-proxy");
        assertThat(check.subList(0, 2)).containsExactly("CMD", "dermatrail");
        assertThat(Dermatrail.line()
                        .parseArgs(check.stream().skip(2).toArray(String[]::new))
                        .hasSubcommand())
                .isTrue();
    }

    private static List<String> words(@Nullable Object list) {
        return list(list).stream().map(String::valueOf).toList();
    }

    @Test
    void the_profile_names_variables_that_the_registry_has_as_files() throws IOException {
        var profile = new Properties();
        try (var text = Files.newBufferedReader(FOLDER.resolve("profile.properties"))) {
            profile.load(text);
        }
        var environment = map(
                Objects.requireNonNull(deployment.services().get("registry")).get("environment"));

        assertThat(profile.getProperty("profile")).isEqualTo("consortium");
        assertThat(profile.stringPropertyNames().stream().filter(key -> key.endsWith(".from")))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(environment).containsKey(profile.getProperty(key) + "_FILE"));
    }

    @Test
    void what_the_readme_tells_to_run_is_there() throws IOException {
        var readme = Files.readString(FOLDER.resolve("README.md"));

        assertThat(readme).containsIgnoringCase("not yet run under Docker");
        var shown = readme.lines()
                .filter(line -> line.contains(" dermatrail ") || line.contains(" registry "))
                .filter(line -> line.startsWith("compose "))
                .flatMap(ComposeFileTest::arguments)
                .toList();
        assertThat(shown).hasSizeGreaterThan(3).allSatisfy(arguments -> assertThat(
                        Dermatrail.line().parseArgs(arguments.split(" ", -1)).hasSubcommand())
                .isTrue());
        for (var script : List.of("./resolve-digests", "./make-secrets", "./try-image")) {
            assertThat(readme).contains(script);
            assertThat(FOLDER.resolve(script)).isExecutable();
        }
    }

    /** What comes after the program in the container, or after the service where the program is the entry point. */
    private static Stream<String> arguments(String line) {
        var bare = line.replaceAll("\\s+#.*$", "");
        if (bare.contains(" registry dermatrail ")) {
            return Stream.of(bare.substring(bare.indexOf(" dermatrail ") + " dermatrail ".length()));
        }
        return bare.contains(" run ")
                ? Stream.of(bare.substring(bare.indexOf(" registry ") + " registry ".length()))
                : Stream.empty();
    }
}

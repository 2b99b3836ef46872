package org.dermatrail.ops.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that finds digests, with programs in the place of those that ask the network. */
class ResolvingDigestsTest {

    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    private final Path root;
    private final Scripts scripts;

    ResolvingDigestsTest(@TempDir Path root) throws IOException {
        this.root = root;
        this.scripts = new Scripts(root);
    }

    private Path images() {
        return scripts.file("images.env");
    }

    @Test
    void it_writes_what_it_was_answered_for_every_image_that_is_pinned() throws Exception {
        scripts.program("crane", "echo \"$@\" >>" + root.resolve("asked") + "\necho " + DIGEST + "\n");

        var ended = scripts.run("resolve-digests");

        assertThat(ended.status()).as(ended.told()).isZero();
        assertThat(Files.readAllLines(images()).stream().filter(line -> !line.startsWith("#")))
                .containsExactlyInAnyOrder(
                        "KURRENTDB_DIGEST=" + DIGEST, "ELASTICSEARCH_DIGEST=" + DIGEST, "BASE_DIGEST=" + DIGEST);
        assertThat(Files.readAllLines(root.resolve("asked")))
                .allSatisfy(line -> assertThat(line).matches("digest \\S+:\\d\\S+"))
                .anySatisfy(line -> assertThat(line).contains("elasticsearch/elasticsearch:"))
                .anySatisfy(line -> assertThat(line).contains("kurrentplatform/kurrentdb:"))
                .anySatisfy(line -> assertThat(line).contains("eclipse-temurin:25"))
                .hasSize(3);
    }

    @Test
    void without_crane_it_asks_docker() throws Exception {
        scripts.program("docker", """
                case "$1 $2" in
                  "buildx version") exit 0 ;;
                  "buildx imagetools") [ "$3" = inspect ] && [ "$5" = --format ] && echo %s ;;
                esac
                """.formatted(DIGEST));

        var ended = scripts.run("resolve-digests");

        assertThat(ended.status()).as(ended.told()).isZero();
        assertThat(images()).content().contains("KURRENTDB_DIGEST=" + DIGEST);
    }

    @Test
    void where_neither_is_there_it_says_so_and_writes_nothing() throws Exception {
        var ended = scripts.run("resolve-digests");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.told()).contains("Neither crane nor docker with buildx was found");
        assertThat(images()).doesNotExist();
    }

    @Test
    void where_one_is_not_found_nothing_is_changed() throws Exception {
        Files.writeString(images(), "as it was");
        scripts.program(
                "crane",
                "case $2 in *elasticsearch*) echo 'MANIFEST_UNKNOWN' >&2; exit 1 ;; esac\necho " + DIGEST + "\n");

        var ended = scripts.run("resolve-digests");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.told()).contains("No digest was found for docker.elastic.co/elasticsearch/elasticsearch:");
        assertThat(images()).hasContent("as it was");
        assertThat(scripts.file("images.env.new")).doesNotExist();
    }

    @Test
    void an_answer_that_is_no_digest_is_not_written() throws Exception {
        for (var answer : new String[] {"latest", "sha256:1234", "sha256:" + "g".repeat(64), "'sha256:; rm -rf x'"}) {
            scripts.program("crane", "echo " + answer + "\n");

            var ended = scripts.run("resolve-digests");

            assertThat(ended.status()).as(answer).isEqualTo(1);
            assertThat(ended.told()).contains("is no digest");
            assertThat(images()).doesNotExist();
        }
    }
}

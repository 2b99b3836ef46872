package org.dermatrail.ops.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dermatrail.projections.elastic.ElasticSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AClusterIsChosenByProfileTest {

    private static final String CLUSTER = "profile=consortium\nreadside.connection=";

    @TempDir
    Path root = Path.of("");

    private Profile profile(String text, Map<String, String> environment) throws IOException {
        var folder = new DataFolder(root);
        Files.writeString(folder.profile(), text);
        return Profile.of(folder, environment);
    }

    private ElasticSettings cluster(String text, Map<String, String> environment) throws IOException {
        return ((Profile.ReadSide.Elastic) profile(text, environment).readSide()).cluster();
    }

    @Test
    void events_stay_embedded_and_the_prefix_is_the_usual_where_nothing_more_is_said() throws IOException {
        // When
        var profile = profile(CLUSTER + "http://one.example:9201,two.example\n", Map.of());

        // Then
        assertThat(profile.events()).isEqualTo(new Profile.Events.Embedded());
        assertThat(profile.readSide())
                .isEqualTo(new Profile.ReadSide.Elastic(ElasticSettings.of(
                        List.of(URI.create("http://one.example:9201"), URI.create("http://two.example:9200")),
                        "dermatrail",
                        new ElasticSettings.Anonymous())));
    }

    @Test
    void all_that_can_be_said_is_heard_and_no_secret_is_told() throws IOException {
        // Given
        var environment = Map.of("READ", "https://reader:p%40ss+w@one.example:9243");

        // When
        var settings = cluster("""
                profile = consortium
                readside.connection.from = READ
                readside.prefix = north-study
                readside.certificate = certificates/ca.crt
                readside.replicas = 1
                readside.patience.seconds = 7
                """, environment);

        // Then
        assertThat(settings.hosts()).containsExactly(URI.create("https://one.example:9243"));
        assertThat(settings.prefix()).isEqualTo("north-study");
        assertThat(settings.certificate()).isEqualTo(root.resolve("certificates/ca.crt"));
        assertThat(settings.replicas()).isEqualTo(1);
        assertThat(settings.patience().write()).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.credentials()).isInstanceOfSatisfying(ElasticSettings.Password.class, by -> {
            assertThat(by.user()).isEqualTo("reader");
            assertThat(by.password().value().get()).isEqualTo("p@ss+w");
        });
        assertThat(settings.toString()).doesNotContain("p@ss").doesNotContain("p%40ss");
    }

    @Test
    void a_key_of_the_cluster_comes_from_the_environment() throws IOException {
        var settings = cluster(CLUSTER + "https://there\nreadside.apikey.from=KEY\n", Map.of("KEY", "c2VjcmV0"));

        assertThat(settings.credentials()).isInstanceOfSatisfying(ElasticSettings.ApiKey.class, by -> assertThat(
                        by.key().value().get())
                .isEqualTo("c2VjcmV0"));
        assertThat(settings.toString()).doesNotContain("c2VjcmV0");
    }

    @Test
    void what_cannot_be_meant_stops_the_start_by_name_and_tells_no_secret() throws IOException {
        for (var wrong : Map.ofEntries(
                        Map.entry("readside.conection=http://there", "'readside.conection' is no setting"),
                        Map.entry("readside.connection=http://there", "'readside.connection' is said, but"),
                        Map.entry("profile=consortium\nreadside.prefix=a\nevents.connection=esdb://a", "no read side"),
                        Map.entry(CLUSTER + "esdb://u:secret@there", "the connection of the read side is"),
                        Map.entry(CLUSTER + "http://u:secret@there:99999", "the connection of the read side is"),
                        Map.entry(CLUSTER + "http://u:secret@there/path", "the connection of the read side is"),
                        Map.entry(CLUSTER + "http://u:sec%zzret@there", "the connection of the read side is"),
                        Map.entry(CLUSTER + "http://u:secret@there,", "the connection of the read side is"),
                        Map.entry(CLUSTER + "http://there\nreadside.prefix=North", "prefix is lower-case"),
                        Map.entry(CLUSTER + "http://there\nreadside.prefix=" + "a".repeat(41), "at most 40"),
                        Map.entry(CLUSTER + "http://there\nreadside.replicas=two", "readside.replicas is a number"),
                        Map.entry(CLUSTER + "http://there\nreadside.replicas=99", "replicas is 0 to 9"),
                        Map.entry(CLUSTER + "http://there\nreadside.patience.seconds=0", "a time to wait is above 0"),
                        Map.entry(CLUSTER + "http://there\nreadside.connection.from=A", "not both"),
                        Map.entry(CLUSTER + "http://u:secret@there\nreadside.apikey.from=KEY", "either with a name"),
                        Map.entry(
                                "profile=consortium\nreadside.connection.from=NO_SUCH_VARIABLE", "'NO_SUCH_VARIABLE'"))
                .entrySet()) {
            assertThatThrownBy(() -> profile(wrong.getKey(), Map.of("KEY", "secret")))
                    .as(wrong.getKey())
                    .isInstanceOf(FolderUnusable.class)
                    .hasMessageContaining(wrong.getValue())
                    .hasMessageNotContaining("secret")
                    .hasMessageNotContaining("sec%zzret");
        }
    }
}

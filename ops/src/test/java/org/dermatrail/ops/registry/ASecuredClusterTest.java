package org.dermatrail.ops.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dermatrail.ops.registry.SecuredDoor.API_KEY;
import static org.dermatrail.ops.registry.SecuredDoor.PASSWORD;
import static org.dermatrail.ops.registry.SecuredDoor.USER;
import static org.dermatrail.ops.registry.SecuredDoor.WITHOUT_RIGHTS;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dermatrail.domain.study.StudyCommand.OpenStudy;
import org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin;
import org.dermatrail.ops.eventstore.kurrent.twin.TwinAuthority;
import org.dermatrail.ops.eventstore.kurrent.twin.TwinTls;
import org.dermatrail.ops.operations.Outages;
import org.dermatrail.ops.serving.SampleStudy;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.RandomRows;
import org.dermatrail.projections.elastic.ClusterBarred;
import org.dermatrail.projections.elastic.ElasticCohortIndex;
import org.dermatrail.projections.elastic.ElasticEntryStore;
import org.dermatrail.projections.elastic.ElasticServer;
import org.dermatrail.projections.elastic.ElasticSettings;
import org.dermatrail.projections.record.EntryStore;
import org.dermatrail.projections.record.SiteEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * A cluster behind TLS that wants to know who asks. The patience is longer than the test may take, so whoever is barred and
 * waits as if the cluster were away fails here.
 */
@Timeout(240)
class ASecuredClusterTest {

    private static final String WRONG = "wrong-Word";
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final CohortQuestion EVERYTHING =
            new CohortQuestion(AccessFilter.everything(), Criteria.everything(), List.of());

    @TempDir
    private Path root = Path.of("");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<Logger> listened = List.of(
            (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME),
            (Logger) LoggerFactory.getLogger("org.dermatrail"),
            (Logger) LoggerFactory.getLogger("org.elasticsearch.client"));

    @BeforeEach
    void listen() {
        log.start();
        listened.getFirst().addAppender(log);
        listened.subList(1, listened.size()).forEach(logger -> logger.setLevel(Level.DEBUG));
    }

    @AfterEach
    void noSecretWasLogged() {
        listened.getFirst().detachAppender(log);
        listened.subList(1, listened.size()).forEach(logger -> logger.setLevel(null));
        assertThat(log.list).allSatisfy(event -> assertTellsNoSecret(event.getFormattedMessage()));
    }

    private static void assertTellsNoSecret(String words) {
        assertThat(words).doesNotContain(PASSWORD, API_KEY, WRONG);
        for (var user : List.of(USER, WITHOUT_RIGHTS)) {
            for (var password : List.of(PASSWORD, WRONG)) {
                assertThat(words)
                        .doesNotContain(Base64.getEncoder()
                                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private static SecuredDoor door(TwinTls tls) throws IOException {
        return SecuredDoor.before(ElasticServer.shared().address(), tls);
    }

    private DataFolder folder(String more) throws IOException {
        return folder("data", more);
    }

    private DataFolder folder(String name, String more) throws IOException {
        var folder = new DataFolder(Files.createDirectories(root.resolve(name)));
        Files.writeString(folder.profile(), """
                profile=consortium
                readside.prefix=secured
                readside.patience.seconds=3000
                """ + more);
        return folder;
    }

    private DataFolder asked(String address, TwinTls trusted, String account) throws IOException {
        return folder("readside.connection=" + address.replace("://", "://" + account + "@") + "\nreadside.certificate="
                + trusted.authority() + "\n");
    }

    private static ElasticSettings cluster(DataFolder folder, Map<String, String> environment) {
        var settings =
                ((Profile.ReadSide.Elastic) Profile.of(folder, environment).readSide()).cluster();
        assertTellsNoSecret(settings.toString());
        return settings;
    }

    private static ElasticSettings cluster(DataFolder folder) {
        return cluster(folder, Map.of());
    }

    private static void worksEndToEnd(ElasticSettings settings, String prefix) {
        var own = settings.with(prefix);
        try (var index = ElasticCohortIndex.open(own);
                var entries = ElasticEntryStore.open(own)) {
            // When
            index.write(new RandomRows(5, 12).blocks());
            var site = new SiteEntry("s/a", 1, 1, "s", "a", "North", false);
            entries.write(List.of(site), new EntryStore.Ordinals(1, 0, 1), 1);

            // Then
            assertThat(index.count(EVERYTHING).participants()).isEqualTo(12);
            List<SiteEntry> found = entries.read(reader -> reader.list(SiteEntry.class, null, 10));
            assertThat(found).containsExactly(site);
        }
    }

    private static void barred(ThrowingCallable asking, String code, String... sentences) {
        assertThatThrownBy(asking).isInstanceOfSatisfying(ClusterBarred.class, barred -> {
            assertThat(barred.refusal().code()).isEqualTo(code);
            assertThat(barred.refusal().sentence()).contains(sentences);
            var result = Outages.of(barred).orElseThrow();
            assertThat(result.json())
                    .containsEntry("error", code)
                    .containsEntry("message", barred.refusal().sentence());
            for (Throwable cause = barred; cause != null; cause = cause.getCause()) {
                assertTellsNoSecret(String.valueOf(cause));
            }
        });
    }

    /** Whichever part of the adapter asks first is told the same. */
    private static void everyPartBarred(ElasticSettings settings, String code, String... sentences) {
        barred(() -> ElasticCohortIndex.open(settings).close(), code, sentences);
        barred(() -> ElasticEntryStore.open(settings).close(), code, sentences);
    }

    @Test
    void a_registry_is_fed_and_asked_over_tls_by_name_and_password() throws IOException {
        var tls = TwinAuthority.in(root).node();
        try (var door = door(tls)) {
            var folder = asked(door.address(), tls, USER + ":" + PASSWORD);

            worksEndToEnd(cluster(folder), "by-password");
            try (var registry = Registry.open(folder)) {
                SampleStudy.importInto(registry);
                assertThat(registry.awaitVisible(SOON)).isTrue();
                assertThat(registry.engines()).allSatisfy(engine -> {
                    assertThat(engine.answers()).isTrue();
                    assertTellsNoSecret(engine.toString());
                });
            }
            assertThat(door.turnedAway()).isZero();
        }
    }

    @Test
    void an_api_key_is_as_good_as_a_password() throws IOException {
        var tls = TwinAuthority.in(root).node();
        try (var door = door(tls)) {
            var folder = folder("readside.connection=" + door.address() + "\nreadside.apikey.from=KEY\n"
                    + "readside.certificate=" + tls.authority() + "\n");

            worksEndToEnd(cluster(folder, Map.of("KEY", API_KEY)), "by-key");
            everyPartBarred(
                    cluster(folder, Map.of("KEY", WRONG)),
                    "NOT_ADMITTED",
                    door.address(),
                    "does not admit the API key in KEY",
                    "make a new one");
        }
    }

    @Test
    void a_wrong_password_is_refused_at_once_and_repeated_nowhere() throws IOException {
        var tls = TwinAuthority.in(root).node();
        try (var door = door(tls)) {
            var folder = asked(door.address(), tls, USER + ":" + WRONG);

            barred(
                    () -> Registry.open(folder).close(),
                    "NOT_ADMITTED",
                    "does not admit the user 'registry' with this password",
                    "correct what readside.connection says");
            assertThat(door.turnedAway()).as("asked once").isEqualTo(1);
            everyPartBarred(cluster(folder), "NOT_ADMITTED", "the user 'registry'");
        }
    }

    @Test
    void whoever_says_no_name_is_told_how_to_say_it() throws IOException {
        var tls = TwinAuthority.in(root).node();
        try (var door = door(tls)) {
            var folder = folder(
                    "readside.connection=" + door.address() + "\nreadside.certificate=" + tls.authority() + "\n");

            everyPartBarred(cluster(folder), "NOT_ADMITTED", "USER:PASSWORD@", "readside.apikey.from");
        }
    }

    @Test
    void an_account_without_rights_is_told_which_it_needs() throws IOException {
        var tls = TwinAuthority.in(root).node();
        try (var door = door(tls)) {
            var folder = asked(door.address(), tls, WITHOUT_RIGHTS + ":" + PASSWORD);

            everyPartBarred(
                    cluster(folder),
                    "NOT_PERMITTED",
                    "does not permit the user 'visitor'",
                    "'monitor' on the cluster and 'all' on the indices secured-*",
                    "action [cluster:monitor/health] is unauthorized");
        }
    }

    @Test
    void an_account_that_may_not_write_is_told_at_the_first_document() throws IOException {
        var tls = TwinAuthority.in(root).node();
        try (var door = door(tls);
                var index = ElasticCohortIndex.open(cluster(asked(door.address(), tls, USER + ":" + PASSWORD))
                        .with("read-alone"))) {
            door.forbidWriting();

            barred(
                    () -> index.write(new RandomRows(5, 3).blocks()),
                    "NOT_PERMITTED",
                    "'all' on the indices read-alone-*");
            assertThat(door.turnedAway()).isEqualTo(1);
        }
    }

    @Test
    void an_account_that_is_taken_away_meanwhile_parks_no_event_and_goes_on_when_it_is_back() throws IOException {
        var tls = TwinAuthority.in(root).node();
        try (var door = door(tls);
                var registry = Registry.open(asked(door.address(), tls, USER + ":" + PASSWORD))) {
            // Given
            assertThat(registry.awaitVisible(SOON)).isTrue();
            door.admit(false);

            // When
            assertThat(registry.send(new OpenStudy("later", "Opened while nobody was admitted"))
                            .accepted())
                    .isTrue();
            while (registry.readSideOutage().isEmpty()) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            assertThat(registry.readSideOutage().orElseThrow()).isInstanceOf(ClusterBarred.class);
            door.admit(true);

            // Then
            assertThat(registry.awaitVisible(SOON)).isTrue();
            assertThat(registry.parkedEvents()).isEmpty();
        }
    }

    @Test
    void a_centre_that_is_barred_while_another_feeds_takes_nothing_for_visible() throws IOException {
        var tls = TwinAuthority.in(root).node();
        try (var twin = KurrentTwin.start();
                var door = door(tls)) {
            // Given
            var events = "events.connection=" + twin.connectionString() + "\n";
            var direct = "readside.connection=" + ElasticServer.shared().address() + "\n";
            var throughTheDoor = "readside.connection="
                    + door.address().replace("://", "://" + USER + ":" + PASSWORD + "@") + "\nreadside.certificate="
                    + tls.authority() + "\n";
            try (var north = Registry.open(folder("north", events + direct));
                    var south = Registry.open(folder("south", events + throughTheDoor))) {
                SampleStudy.importInto(north);
                assertThat(north.awaitVisible(SOON)).isTrue();
                assertThat(south.awaitVisible(SOON)).isTrue();

                // When
                door.admit(false);

                // Then
                assertThat(south.awaitVisible(SOON)).isFalse();
                door.admit(true);
                assertThat(south.awaitVisible(SOON)).isTrue();
            }
        }
    }

    @Test
    void a_certificate_of_another_authority_is_not_believed() throws IOException {
        var ours = TwinAuthority.in(root.resolve("ours")).node();
        var others = TwinAuthority.in(root.resolve("others")).node();
        try (var door = door(ours)) {
            var account = USER + ":" + PASSWORD;

            everyPartBarred(
                    cluster(asked(door.address(), others, account)),
                    "NOT_TRUSTED",
                    door.address() + " shows a certificate that is not of the authority in " + others.authority());
            everyPartBarred(
                    cluster(folder(
                            "readside.connection=" + door.address().replace("://", "://" + account + "@") + "\n")),
                    "NOT_TRUSTED",
                    "an authority that this machine does not know; name it by readside.certificate");
            barred(
                    () -> Registry.open(asked(door.address(), others, account)).close(),
                    "NOT_TRUSTED",
                    "is not of the authority");
            assertThat(door.told()).as("nobody said a password to it").isZero();
        }
    }

    @Test
    void an_authority_that_cannot_be_read_is_named() throws IOException {
        var tls = TwinAuthority.in(root).node();
        try (var door = door(tls)) {
            var garbage = Files.writeString(root.resolve("garbage.crt"), "no certificate");
            for (var file : List.of(root.resolve("missing.crt"), garbage)) {
                var wrong = new TwinTls(tls.certificate(), tls.key(), file);

                everyPartBarred(
                        cluster(asked(door.address(), wrong, USER + ":" + PASSWORD)),
                        "NOT_TRUSTED",
                        "cannot be read: " + file);
            }
        }
    }

    @Test
    void a_certificate_for_another_host_is_not_believed() throws IOException {
        var elsewhere = TwinAuthority.in(root).ofAnotherHost();
        try (var door = door(elsewhere)) {
            everyPartBarred(
                    cluster(asked(door.address(), elsewhere, USER + ":" + PASSWORD)),
                    "NOT_TRUSTED",
                    door.address() + " shows a certificate for other hosts");
        }
    }

    @Test
    void a_certificate_that_has_expired_is_not_believed() throws IOException {
        var expired = TwinAuthority.in(root).expired();
        try (var door = door(expired)) {
            everyPartBarred(
                    cluster(asked(door.address(), expired, USER + ":" + PASSWORD)),
                    "NOT_TRUSTED",
                    "shows a certificate that has expired");
        }
    }

    @Test
    void a_cluster_that_speaks_in_the_clear_is_not_spoken_to_over_tls() throws IOException {
        var tls = TwinAuthority.in(root).node();
        try (var door = SecuredDoor.inTheClear(ElasticServer.shared().address())) {
            // Whether such a server answers a handshake or waits for more of it is chance.
            var settings = cluster(asked("https://" + door.host(), tls, USER + ":" + PASSWORD))
                    .with(new ElasticSettings.Patience(
                            Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofMinutes(50)));

            everyPartBarred(settings, "NOT_TRUSTED", "does not speak TLS", "say http://");
            assertThat(door.told()).as("nobody said a password to it").isZero();
        }
    }

    @Test
    void a_cluster_that_wants_tls_and_is_asked_in_the_clear_says_so() throws IOException {
        var tls = TwinAuthority.in(root).node();
        try (var door = door(tls)) {
            everyPartBarred(
                    cluster(folder("readside.connection=http://" + door.host() + "\n")),
                    "NOT_TRUSTED",
                    "http://" + door.host() + " wants to be asked over TLS; say https://");
        }
    }
}

package org.dermatrail.ops.eventstore.kurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dermatrail.ops.eventstore.SampleEvents.newStream;
import static org.dermatrail.ops.eventstore.SampleEvents.streamOf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.dermatrail.ops.eventstore.StorageRefused;
import org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin;
import org.dermatrail.ops.eventstore.kurrent.twin.TwinAuthority;
import org.dermatrail.ops.eventstore.kurrent.twin.TwinSettings;
import org.dermatrail.ops.eventstore.kurrent.twin.TwinTls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS, with an account: the server must be the one that was named, and whoever is wrong is told what is wrong. */
class TrustingTheServerTest {

    private static final String PASSWORD = "For-Us-Alone";

    @TempDir
    private Path folder = Path.of("");

    private static KurrentTwin twin(TwinTls tls) {
        return KurrentTwin.start(TwinSettings.DEFAULT.withTls(tls).withUser("admin", PASSWORD));
    }

    private static KurrentSettings as(KurrentTwin twin, String account) {
        var usual = TwinSide.settings(twin);
        return new KurrentSettings(
                twin.connectionString().replace("://", "://" + account + "@"), usual.deadlines(), usual.limits());
    }

    private static KurrentSettings known(KurrentTwin twin) {
        return as(twin, "admin:" + PASSWORD);
    }

    private static void refused(KurrentSettings settings, String code, String sentence) {
        assertThatThrownBy(() -> TwinSide.engine(settings).close())
                .isInstanceOfSatisfying(StorageRefused.class, refused -> assertThat(refused.code())
                        .isEqualTo(code))
                .hasMessageContaining(sentence)
                .satisfies(refused -> {
                    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
                        assertThat(String.valueOf(cause)).doesNotContain(PASSWORD, "wrong-Word");
                    }
                });
    }

    @Test
    void everything_goes_over_tls_with_an_account_of_the_connection_string() throws Exception {
        try (var twin = twin(TwinAuthority.in(folder).node());
                var engine = TwinSide.engine(known(twin));
                var stream = engine.tail().openStream(null)) {
            // When
            var id = newStream();
            engine.appendEvents(streamOf(id, 3));
            twin.cutConnections();
            engine.appendEvents(streamOf(newStream(), 1));

            // Then
            assertThat(engine.readEvents(id).asStream()).hasSize(3);
            for (int i = 0; i < 4; i++) {
                assertThat(stream.hasNextAvailable(20, TimeUnit.SECONDS)).isTrue();
                assertThat(stream.nextAvailable()).isNotNull();
            }
        }
    }

    @Test
    void a_certificate_of_another_authority_is_not_believed() throws IOException {
        var others = TwinAuthority.in(folder.resolve("others"));
        try (var twin = twin(TwinAuthority.in(folder.resolve("ours")).node())) {
            var trustingOthers = twin.connectionString()
                    .replaceAll("tlsCaFile=.*", "tlsCaFile=" + others.certificate())
                    .replace("://", "://admin:" + PASSWORD + "@");

            refused(
                    KurrentSettings.at(trustingOthers),
                    "NOT_TRUSTED",
                    "is not of the authority in " + others.certificate());
            refused(
                    KurrentSettings.at(trustingOthers.replaceAll("&tlsCaFile=.*", "")),
                    "NOT_TRUSTED",
                    "name it by tlsCaFile");
            refused(
                    KurrentSettings.at(trustingOthers + ".missing"),
                    "NOT_TRUSTED",
                    "cannot be read: " + others.certificate() + ".missing");
        }
    }

    @Test
    void a_certificate_that_has_expired_is_not_believed() throws IOException {
        try (var twin = twin(TwinAuthority.in(folder).expired())) {
            refused(known(twin), "NOT_TRUSTED", ":" + twin.port() + " shows a certificate that has expired");
        }
    }

    @Test
    void a_certificate_for_other_hosts_is_not_believed() throws IOException {
        try (var twin = twin(TwinAuthority.in(folder).ofAnotherHost())) {
            refused(known(twin), "NOT_TRUSTED", "for other hosts");
        }
    }

    @Test
    void a_server_that_speaks_in_the_clear_is_not_spoken_to_over_tls() throws IOException {
        var authority = TwinAuthority.in(folder);
        try (var twin = KurrentTwin.start()) {
            var overTls = twin.connectionString().replace("tls=false", "tls=true&tlsCaFile=" + authority.certificate());

            refused(KurrentSettings.at(overTls), "NOT_TRUSTED", "say tls=false");
        }
    }

    @Test
    void a_wrong_password_is_refused_and_repeated_nowhere() throws IOException {
        try (var twin = twin(TwinAuthority.in(folder).node())) {
            refused(as(twin, "admin:wrong-Word"), "NOT_ADMITTED", "$admins");
            refused(as(twin, "nobody:" + PASSWORD), "NOT_ADMITTED", "$admins");
        }
    }

    @Test
    void a_server_that_changes_its_certificate_for_a_wrong_one_is_left() throws IOException {
        // Given
        var authority = TwinAuthority.in(folder);
        var port = 0;
        KurrentSettings settings;
        try (var twin = twin(authority.node())) {
            port = twin.port();
            settings = known(twin);
            TwinSide.engine(settings).close();
        }

        // When
        var other = TwinAuthority.in(folder.resolve("other")).node();
        try (var impostor =
                KurrentTwin.start(TwinSettings.DEFAULT.withTls(other).withPort(port))) {
            // Then
            assertThat(impostor.port()).isEqualTo(port);
            refused(settings, "NOT_TRUSTED", "is not of the authority");
        }
    }
}

package org.dermatrail.ops.eventstore.kurrent.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.eventstore.kurrent.twin.Server.event;

import io.grpc.Status;
import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.ConnectionShutdownException;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.NotLeaderException;
import io.kurrent.dbclient.ReadAllOptions;
import io.kurrent.dbclient.ReadStreamOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Finding a server, being let in, being sent on, and giving up. */
class ConnectingTest {

    @ParameterizedTest
    @EnumSource(TwinVersion.class)
    void a_server_says_which_version_it_is(TwinVersion version) {
        try (var server = Server.start(TwinSettings.DEFAULT.withVersion(version))) {
            var said = Server.await(server.client().getServerVersion());

            assertThat(said).hasValueSatisfying(number -> assertThat(version.number())
                    .startsWith(number.getMajor() + "." + number.getMinor() + "." + number.getPatch()));
        }
    }

    @Test
    void an_append_that_may_take_a_millisecond_is_over_its_deadline() {
        try (var server = Server.start(TwinSettings.DEFAULT)) {
            // Given: a millisecond may suffice, so the answer is held back.
            server.append("warm", event("up"));
            server.twin().faults().onNextAppends(AppendFault.SILENT_UNWRITTEN);

            // When
            var options = AppendToStreamOptions.get().deadline(1);
            var failure = Server.failure(server.client().appendToStream("s", options, event("a")));

            // Then
            assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        }
    }

    @Test
    void reads_that_are_not_answered_in_time_are_over_their_deadline() {
        try (var server = Server.start(TwinSettings.DEFAULT)) {
            // Given
            server.append("s", event("a"));
            server.twin().faults().onNextRead(ReadFault.SILENT, 0);
            server.twin().faults().onNextRead(ReadFault.SILENT, 0);

            // When
            var stream = Server.failure(
                    server.client().readStream("s", ReadStreamOptions.get().deadline(50)));
            var all =
                    Server.failure(server.client().readAll(ReadAllOptions.get().deadline(50)));

            // Then
            assertThat(Status.fromThrowable(stream).getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
            assertThat(Status.fromThrowable(all).getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        }
    }

    @Test
    void a_client_that_finds_no_server_is_shut_down_for_good() {
        // Given
        var server = KurrentTwin.start();
        var client = Server.connect(server.connectionString() + "&discoveryInterval=10&maxDiscoverAttempts=2");
        server.close();

        // When
        var failure = Server.failure(client.appendToStream("s", event("a")));

        // Then
        assertThat(failure).isInstanceOf(ConnectionShutdownException.class);
        assertThat(client.isShutdown()).isTrue();
    }

    @Test
    void what_was_written_is_there_after_a_restart() {
        try (var server = Server.start(TwinSettings.DEFAULT)) {
            // Given
            var position = server.append("s", Server.events("a", 3)).getLogPosition();

            // When
            server.twin().restart();

            // Then
            withClient(server.connectionString(), client -> {
                var read = Server.await(client.readStream("s", ReadStreamOptions.get()))
                        .getEvents();
                assertThat(read).hasSize(3);
                return assertThat(read.getLast().getEvent().getPosition()).isEqualTo(position);
            });
        }
    }

    @Test
    void a_server_is_believed_by_its_certificate_and_by_no_other(@TempDir Path ours, @TempDir Path others)
            throws IOException {
        var trusted = TwinTls.inside(ours);
        var strange = TwinTls.inside(others);
        try (var twin = KurrentTwin.start(TwinSettings.DEFAULT.withTls(trusted))) {
            // When
            var written =
                    withClient(twin.connectionString(), client -> Server.await(client.appendToStream("s", event("a"))));
            var refused = withClient(
                    twin.connectionString()
                                    .replace(
                                            trusted.authority().toString(),
                                            strange.authority().toString())
                            + "&discoveryInterval=10&maxDiscoverAttempts=1",
                    client -> Server.failure(client.appendToStream("s", event("b"))));

            // Then
            assertThat(written).isNotNull();
            assertThat(refused).isInstanceOf(ConnectionShutdownException.class);
        }
    }

    @Test
    void whoever_gives_a_wrong_password_is_turned_away() {
        try (var twin = KurrentTwin.start(TwinSettings.DEFAULT.withUser("admin", "changeit"))) {
            var failure = withClient(
                    twin.connectionString().replace("://", "://admin:wrong@"),
                    client -> Server.failure(client.appendToStream("s", event("a"))));

            assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        }
    }

    @Test
    void only_an_administrator_reads_the_whole_log() {
        var settings = TwinSettings.DEFAULT.withUser("admin", "changeit").withUser("writer", "secret");
        try (var twin = KurrentTwin.start(settings)) {
            // When
            var writer = withClient(twin.connectionString().replace("://", "://writer:secret@"), client -> {
                Server.await(client.appendToStream("s", event("a")));
                return Server.failure(client.readAll(ReadAllOptions.get()));
            });
            var administrator = withClient(
                    twin.connectionString().replace("://", "://admin:changeit@"),
                    client -> Server.await(client.readAll(ReadAllOptions.get())).getEvents());

            // Then
            assertThat(Status.fromThrowable(writer).getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
            assertThat(administrator).isNotEmpty();
        }
    }

    @Test
    void a_client_that_knows_several_nodes_finds_the_one_that_leads() {
        try (var cluster = TwinCluster.start(TwinSettings.DEFAULT, 3)) {
            // Given
            cluster.elect(2);

            // Then
            withClient(cluster.connectionString(), client -> assertThat(
                            Server.await(client.appendToStream("s", event("a"))))
                    .isNotNull());
        }
    }

    @Test
    void a_client_asks_the_one_name_that_it_knows_for_all_nodes() {
        try (var cluster = TwinCluster.start(TwinSettings.DEFAULT, 2)) {
            // Given
            cluster.elect(1);

            // Then
            withClient(
                    cluster.node(0).connectionString().replace("kurrentdb://", "kurrentdb+discover://"),
                    client -> assertThat(Server.await(client.appendToStream("s", event("a"))))
                            .isNotNull());
        }
    }

    @Test
    void a_writer_is_sent_on_when_another_node_leads_and_writes_there_afterwards() {
        try (var cluster = TwinCluster.start(TwinSettings.DEFAULT, 3)) {
            withClient(cluster.connectionString(), client -> {
                // Given
                Server.await(client.appendToStream("s", event("a")));
                cluster.elect(1);

                // When
                var failure = Server.failure(client.appendToStream("s", event("b")));
                Server.await(client.appendToStream("s", event("c")));

                // Then
                assertThat(failure).isInstanceOfSatisfying(NotLeaderException.class, sent -> assertThat(
                                sent.getLeaderEndpoint().getPort())
                        .isEqualTo(cluster.node(1).port()));
                return assertThat(Server.await(client.readStream("s", ReadStreamOptions.get()))
                                .getEvents())
                        .hasSize(2);
            });
        }
    }

    @Test
    void the_next_node_serves_when_the_one_that_leads_is_gone() {
        try (var cluster = TwinCluster.start(TwinSettings.DEFAULT, 2)) {
            withClient(cluster.connectionString(), client -> {
                // Given
                Server.await(client.appendToStream("s", event("a")));

                // When
                cluster.node(0).stop();
                cluster.elect(1);
                var failure = Server.failure(client.appendToStream("s", event("b")));

                // Then
                assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
                return assertThat(Server.await(client.appendToStream("s", event("c"))))
                        .isNotNull();
            });
        }
    }

    private static <T> T withClient(String connectionString, Function<KurrentDBClient, T> use) {
        var client = Server.connect(connectionString);
        try {
            return use.apply(client);
        } finally {
            CompletableFuture<Void> closed = client.shutdown();
            Server.await(closed);
        }
    }
}

package org.dermatrail.ops.eventstore.kurrent.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.StreamState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How much a server takes in one append. */
class SizesTest {

    private static final int MEBIBYTE = 1024 * 1024;

    @ParameterizedTest
    @EnumSource(
            value = TwinVersion.class,
            names = {"V22_10", "V23_10", "V24_10"})
    void an_append_of_more_than_a_mebibyte_is_refused_as_a_whole_by_older_servers(TwinVersion version) {
        try (var server = start(version)) {
            // When
            var half = MEBIBYTE / 2;
            var refusal = server.refusal("s", StreamState.noStream(), data(half), data(half), data(1));

            // Then
            assertThat(refusal).isInstanceOfSatisfying(StatusRuntimeException.class, failure -> {
                assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
                assertThat(Server.trailer(failure, "exception")).isEqualTo("maximum-append-size-exceeded");
                assertThat(Server.trailer(failure, "maximum-append-size")).isEqualTo("" + MEBIBYTE);
            });
            assertThat(server.append("s", StreamState.noStream(), data(1)).getNextExpectedRevision())
                    .isEqualTo(StreamState.streamRevision(0));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TwinVersion.class,
            names = {"V22_10", "V23_10", "V24_10"})
    void metadata_count_too_but_for_a_fault_of_the_server_of_2023(TwinVersion version) {
        try (var server = start(version)) {
            // Given
            var event = EventData.builderAsBinary("a", new byte[10])
                    .metadataAsBytes(new byte[MEBIBYTE])
                    .build();

            // Then
            if (version == TwinVersion.V23_10) {
                assertThat(server.append("s", event)).isNotNull();
            } else {
                assertThat(Status.fromThrowable(server.refusal("s", StreamState.any(), event))
                                .getCode())
                        .isEqualTo(Status.Code.INVALID_ARGUMENT);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TwinVersion.class,
            names = {"V25_1"})
    void newer_servers_take_more_in_one_append_but_no_message_of_sixteen_mebibytes(TwinVersion version) {
        try (var server = start(version)) {
            // When
            var written = server.append("s", data(4 * MEBIBYTE), data(4 * MEBIBYTE));
            var refusal = server.refusal("t", StreamState.any(), data(16 * MEBIBYTE));

            // Then
            assertThat(written.getNextExpectedRevision()).isEqualTo(StreamState.streamRevision(1));
            assertThat(Status.fromThrowable(refusal).getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        }
    }

    private static EventData data(int bytes) {
        return EventData.builderAsBinary("a", new byte[bytes]).build();
    }

    private static Server start(TwinVersion version) {
        return Server.start(TwinSettings.DEFAULT.withVersion(version));
    }
}

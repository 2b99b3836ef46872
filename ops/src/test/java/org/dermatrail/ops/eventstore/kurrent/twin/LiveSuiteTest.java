package org.dermatrail.ops.eventstore.kurrent.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kurrent.dbclient.ReadAllOptions;
import org.junit.jupiter.api.Test;

/** The suite of live servers passes on the double as if it were one, and writes to it. */
class LiveSuiteTest {

    @Test
    void a_server_that_is_named_by_its_connection_string_is_held_to_every_expectation() {
        try (var twin = KurrentTwin.start()) {
            // When
            var summary = LiveSuite.against(twin.connectionString());

            // Then: the tests wrote to this very server.
            assertThat(summary.getFailures()).isEmpty();
            assertThat(summary.getTestsSucceededCount()).isGreaterThan(50);
            try (var client = Server.at(twin.connectionString())) {
                assertThat(client.readAll(ReadAllOptions.get().maxCount(1000))).hasSize(1000);
            }
        }
    }
}

package org.dermatrail.ops.eventstore.kurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * The suites of live servers ({@link ServerTrial}) against real images: {@code mvn -B -Pdocker test}. Nothing runs it
 * otherwise, and without Docker it fails.
 */
class KurrentDocker {

    private static final int PORT = 2113;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @BeforeAll
    static void docker_is_there() {
        assertThat(DockerClientFactory.instance().isDockerAvailable())
                .as("The profile docker starts real servers and needs a Docker engine that this user may use."
                        + " Start one, or leave -Pdocker out.")
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"eventstore/eventstore:24.10, EVENTSTORE", "kurrentplatform/kurrentdb:25.1.3, KURRENTDB"})
    void a_real_server_passes_the_engines_suites_and_meets_what_is_expected_of_the_double(String image, String prefix) {
        try (var container = new GenericContainer<>(DockerImageName.parse(image))) {
            container
                    .withEnv(prefix + "_INSECURE", "true")
                    .withEnv(prefix + "_MEM_DB", "true")
                    .withExposedPorts(PORT)
                    .waitingFor(Wait.forHttp("/health/live").forStatusCode(204).withStartupTimeout(PATIENCE))
                    .start();

            var summary = ServerTrial.against(
                    "kurrentdb://" + container.getHost() + ":" + container.getMappedPort(PORT) + "?tls=false");

            assertThat(summary.getFailures())
                    .extracting(
                            TestExecutionSummary.Failure::getTestIdentifier, TestExecutionSummary.Failure::getException)
                    .isEmpty();
            assertThat(summary.getTestsSucceededCount()).isGreaterThan(90);
        }
    }
}

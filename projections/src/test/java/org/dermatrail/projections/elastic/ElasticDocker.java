package org.dermatrail.projections.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * The suites of the read side against real images: {@code mvn -B -Pdocker test}. Nothing runs it
 * otherwise, and without Docker it fails.
 */
class ElasticDocker {

    private static final int PORT = 9200;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @BeforeAll
    static void docker_is_there() {
        assertThat(DockerClientFactory.instance().isDockerAvailable())
                .as("The profile docker starts real servers and needs a Docker engine that this user may use."
                        + " Start one, or leave -Pdocker out.")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.19.21", "9.2.2"})
    void a_real_cluster_answers_as_the_embedded_engine_does(String version) {
        try (var container = new GenericContainer<>(
                DockerImageName.parse("docker.elastic.co/elasticsearch/elasticsearch:" + version))) {
            container
                    .withEnv("discovery.type", "single-node")
                    .withEnv("xpack.security.enabled", "false")
                    .withEnv("xpack.ml.enabled", "false")
                    .withEnv("cluster.routing.allocation.disk.threshold_enabled", "false")
                    .withEnv("ES_JAVA_OPTS", "-Xms1g -Xmx1g")
                    .withExposedPorts(PORT)
                    .waitingFor(Wait.forHttp("/_cluster/health?wait_for_status=yellow")
                            .forPort(PORT)
                            .forStatusCode(200)
                            .withStartupTimeout(PATIENCE))
                    .start();

            var summary = against("http://" + container.getHost() + ":" + container.getMappedPort(PORT));

            assertThat(summary.getFailures())
                    .extracting(
                            TestExecutionSummary.Failure::getTestIdentifier, TestExecutionSummary.Failure::getException)
                    .isEmpty();
            assertThat(summary.getTestsSucceededCount()).isGreaterThan(20);
        }
    }

    private static TestExecutionSummary against(String address) {
        System.setProperty(Registries.ADDRESS, address);
        try {
            var request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(
                            DiscoverySelectors.selectClass(ElasticCohortIndexTest.class),
                            DiscoverySelectors.selectClass(ElasticEntryStoreTest.class),
                            DiscoverySelectors.selectClass(RebuildingBesideTest.class),
                            DiscoverySelectors.selectClass(LookingPastTheFilterTest.class),
                            DiscoverySelectors.selectClass(SameAnswersAsLuceneTest.class))
                    .build();
            var summary = new SummaryGeneratingListener();
            LauncherFactory.create().execute(request, summary);
            return summary.getSummary();
        } finally {
            System.clearProperty(Registries.ADDRESS);
        }
    }
}

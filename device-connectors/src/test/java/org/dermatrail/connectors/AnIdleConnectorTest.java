package org.dermatrail.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dermatrail.domain.participant.ConsentBasis;
import org.dermatrail.domain.participant.Identification;
import org.dermatrail.domain.participant.ParticipantCommand.Consent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows that the conformance suite bites: a connector that does nothing, politely, fails it. */
class AnIdleConnectorTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void is_rejected_by_every_test_that_looks_at_what_is_read() throws ReflectiveOperationException, IOException {
        // Given
        var passed = new ArrayList<String>();
        var suite = List.of(ConnectorConformance.class.getDeclaredMethods()).stream()
                .filter(method -> method.isAnnotationPresent(Test.class))
                .toList();
        // When
        for (var test : suite) {
            var idle = new IdleConformance();
            idle.folder = Files.createTempDirectory(folder, "idle");
            try {
                test.invoke(idle);
                passed.add(test.getName());
            } catch (InvocationTargetException failed) {
                assertThat(failed.getCause()).isInstanceOf(AssertionError.class);
            }
        }
        // Then
        assertThat(suite).hasSizeGreaterThan(12);
        assertThat(passed)
                .containsExactlyInAnyOrder("it_has_a_short_name", "the_source_describes_itself_before_its_first_item");
    }

    private static final class IdleConformance extends ConnectorConformance {

        @Override
        protected Connector connector() {
            return new Connector() {
                @Override
                public String name() {
                    return "idle";
                }

                @Override
                public Source open(SourceRequest request) {
                    return new IdleSource();
                }
            };
        }

        @Override
        protected Example writeExample(Path folder) {
            return new Example(
                    new SourceRequest("any", folder.resolve("any"), Map.of(), null),
                    List.of("a", "b", "c"),
                    List.of("ANY"));
        }
    }

    private static final class IdleSource implements Source {

        @Override
        public SourceDescription description() {
            return new SourceDescription(
                    "idle",
                    "idle",
                    "Idle",
                    false,
                    Map.of(),
                    Identification.GIVEN,
                    new Consent(ConsentBasis.SYNTHETIC, "1"));
        }

        @Override
        public @Nullable SourceItem next() {
            return null;
        }

        @Override
        public long bytesRead() {
            return 0;
        }

        @Override
        public long bytesInAll() {
            return 0;
        }

        @Override
        public void close() {}
    }
}

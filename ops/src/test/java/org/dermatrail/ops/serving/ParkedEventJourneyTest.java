package org.dermatrail.ops.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.serving.ServedRegistry.nodes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.dermatrail.domain.capture.CaptureEvent.CaptureLinked;
import org.dermatrail.domain.participant.ParticipantCommand.DescribeParticipant;
import org.dermatrail.domain.participant.Sex;
import org.dermatrail.ops.operations.Arguments;
import org.dermatrail.ops.operations.Exit;
import org.dermatrail.ops.operations.Operations;
import org.dermatrail.ops.operations.Progress;
import org.dermatrail.ops.registry.OperatorDesk;
import org.dermatrail.ops.registry.Registry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One event cannot be applied: its participant waits for an operator, everyone can see so, and the rest goes on. */
class ParkedEventJourneyTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String PEOPLE = "{ participants(study: \"sample-study\", first: 50) { edges { node { id sex"
            + " lesions(first: 5) { edges { node { id history { parked } } } } } } } }";

    private static JsonNode run(ServedRegistry served, String operation, Map<String, Object> arguments) {
        var result = Operations.named(operation).run(served.registry(), new Arguments(arguments), Progress.SILENT);
        assertThat(result.exit()).as("%s", result.lines()).isEqualTo(Exit.DONE);
        return MAPPER.valueToTree(result.json());
    }

    /** Writes a fact straight into the store that no command would have let through. */
    private static String breaks(Registry registry) {
        var participant = registry.questions()
                .records()
                .participantKeys(OperatorDesk.access(), ServedRegistry.STUDY, null, 1)
                .getFirst();
        var capture = Registry.ids().get();
        registry.events()
                .engine()
                .appendEvents(new GenericDomainEventMessage<>(
                        "Capture",
                        capture,
                        0,
                        new CaptureLinked(capture, participant, Registry.ids().get(), "STATED_BY_SOURCE"),
                        MetaData.emptyInstance(),
                        Registry.ids().get(),
                        Instant.now()));
        assertThat(registry.awaitVisible(Duration.ofSeconds(20))).isTrue();
        return participant;
    }

    @Test
    void the_rest_goes_on_and_nobody_is_left_in_the_dark(@TempDir Path folder) throws Exception {
        try (var served = ServedRegistry.in(folder.resolve("data"))) {
            // Given
            var manager = served.manager("mona");
            var before = served.learns(manager, "{ cohort { parked captureCount { value } } }")
                    .path("cohort");
            assertThat(before.path("parked").asInt()).isZero();

            // When
            var participant = breaks(served.registry());

            // Then
            var status = run(served, "status", Map.of());
            assertThat(status.path("parked").asInt()).isEqualTo(1);
            assertThat(status.path("parkedEvents")).hasSize(1);
            assertThat(status.path("parkedEvents").path(0).asString()).contains("EventOutOfPlace");
            assertThat(status.path("visible").asLong())
                    .isEqualTo(status.path("events").asLong());
            var question = Files.writeString(folder.resolve("all.json"), "{}");
            assertThat(run(served, "cohort", Map.of("criteria", question.toString()))
                            .path("parked")
                            .asInt())
                    .isEqualTo(1);
            var after = served.learns(manager, "{ cohort { parked captureCount { value } } }")
                    .path("cohort");
            assertThat(after.path("parked").asInt()).isEqualTo(1);
            assertThat(after.path("captureCount")).isEqualTo(before.path("captureCount"));

            // And
            var people = nodes(served.learns(manager, PEOPLE).path("participants"));
            var waiting = people.stream()
                    .filter(person -> nodes(person.path("lesions")).stream()
                            .anyMatch(lesion ->
                                    lesion.path("history").path("parked").asBoolean()))
                    .toList();
            assertThat(waiting).hasSize(1);

            // And
            var other = served
                    .registry()
                    .questions()
                    .records()
                    .participantKeys(OperatorDesk.access(), ServedRegistry.STUDY, null, 50)
                    .stream()
                    .filter(key -> !key.equals(participant))
                    .findFirst()
                    .orElseThrow();
            assertThat(served.registry()
                            .send(new DescribeParticipant(other, Sex.OTHER))
                            .accepted())
                    .isTrue();
            assertThat(served.registry().awaitVisible(Duration.ofSeconds(20))).isTrue();
            assertThat(nodes(served.learns(manager, PEOPLE).path("participants")).stream()
                            .filter(person -> person.path("sex").asString().equals("OTHER")))
                    .hasSize(1);
        }
    }
}

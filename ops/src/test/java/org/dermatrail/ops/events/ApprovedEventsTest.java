package org.dermatrail.ops.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventData;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.dermatrail.domain.EventCatalogue;
import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.domain.WireName;
import org.dermatrail.domain.participant.ParticipantEvent.ParticipantEnrolled;
import org.dermatrail.ops.eventstore.EventKind;
import org.dermatrail.ops.eventstore.StoredEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ApprovedEventsTest {

    private final EventSerializer serializer = new EventSerializer(new EventCatalogue());

    static List<RegistryEvent> samples() {
        return EventSamples.all();
    }

    static Stream<Class<?>> types() {
        return EventCatalogue.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void every_version_of_every_event_has_an_approved_file_and_a_sample(Class<?> type) {
        // Given
        var name = nameOf(type);

        // Then
        assertThat(IntStream.rangeClosed(1, name.version()))
                .allSatisfy(version -> assertThat(approved(name.value(), version))
                        .as(file(name.value(), version))
                        .isNotEmpty());
        assertThat(samples()).as("sample of " + name.value()).anyMatch(type::isInstance);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void an_event_is_written_byte_by_byte_as_approved(RegistryEvent event) throws IOException {
        // Given
        var name = nameOf(event.getClass());

        // When
        var written = serializer.serialize(event, byte[].class);

        // Then
        assertThat(new String(written.getData(), StandardCharsets.UTF_8))
                .isEqualTo(new String(approved(name.value(), name.version()), StandardCharsets.UTF_8));
        assertThat(written.getType().getName()).isEqualTo(name.value());
        assertThat(written.getType().getRevision()).isEqualTo(Integer.toString(name.version()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_approved_version_is_read_as_the_event_of_today(RegistryEvent event) {
        // Given
        var name = nameOf(event.getClass());

        // Then
        assertThat(IntStream.rangeClosed(1, name.version()))
                .allSatisfy(version -> assertThat(read(name.value(), version, approved(name.value(), version)))
                        .isEqualTo(event));
    }

    @Test
    void a_surrogate_of_version_1_is_identified_per_lesion() {
        // Given
        var stored = """
                {"participantKey":"p","studyId":"s","siteId":"s/n","surrogate":true}""";

        // Then
        assertThat(read("participant-enrolled", 1, stored.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new ParticipantEnrolled("p", "s", "s/n", "SURROGATE_PER_LESION", null));
    }

    @Test
    void an_unknown_property_fails() {
        assertThatThrownBy(() -> read("consent-withdrawn", 1, """
                {"participantKey":"p","wish":"x"}""".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void a_missing_required_component_fails() {
        assertThatThrownBy(() -> read("consent-given", 1, """
                {"participantKey":"p","formVersion":"2"}""".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void a_version_newer_than_today_fails() {
        assertThatThrownBy(() -> read("consent-withdrawn", 2, """
                {"participantKey":"p"}""".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("consent-withdrawn version 2");
    }

    @Test
    void a_type_that_is_no_event_of_the_registry_is_refused() {
        assertThatThrownBy(() -> serializer.serialize(Instant.EPOCH, byte[].class))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void metadata_keeps_its_values_and_names_no_class() {
        // Given
        var metadata = MetaData.with("traceId", "t").and("count", 3).and("account", "a");

        // When
        var written = serializer.serialize(metadata, byte[].class);

        // Then
        assertThat(new String(written.getData(), StandardCharsets.UTF_8))
                .isEqualTo("{\"account\":\"a\",\"count\":3,\"traceId\":\"t\"}");
        assertThat(serializer.<byte[], MetaData>deserialize(written)).isEqualTo(metadata);
    }

    private Object read(String name, int version, byte[] payload) {
        EventData<byte[]> stored = new StoredEvent(
                1, "e", "s", 0, new EventKind("Any", name, Integer.toString(version)), 0, payload, new byte[0]);
        var lifted = Upcasters.chain()
                .upcast(Stream.of(new InitialEventRepresentation(stored, serializer)))
                .toList();
        assertThat(lifted).hasSize(1);
        var data = lifted.getFirst().getData();
        return serializer.deserialize(new SimpleSerializedObject<>(
                data.getData(),
                rawType(data.getContentType()),
                lifted.getFirst().getType()));
    }

    // Axon types the content by wildcard, the serializer by the same class.
    @SuppressWarnings("unchecked")
    private static Class<Object> rawType(Class<?> type) {
        return (Class<Object>) type;
    }

    private static WireName nameOf(Class<?> type) {
        return Objects.requireNonNull(type.getAnnotation(WireName.class));
    }

    private static String file(String name, int version) {
        return "/events/" + name + ".v" + version + ".json";
    }

    private static byte[] approved(String name, int version) throws IOException {
        try (InputStream bytes = ApprovedEventsTest.class.getResourceAsStream(file(name, version))) {
            return bytes == null ? new byte[0] : bytes.readAllBytes();
        }
    }
}

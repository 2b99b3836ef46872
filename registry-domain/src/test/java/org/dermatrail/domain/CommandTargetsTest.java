package org.dermatrail.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dermatrail.domain.Samples.VIENNA;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.AnnotationCommandTargetResolver;
import org.dermatrail.domain.capture.CaptureCommand;
import org.dermatrail.domain.datacut.PublishDataCut;
import org.dermatrail.domain.discrepancy.DiscrepancyCommand;
import org.dermatrail.domain.lesion.LesionCommand;
import org.dermatrail.domain.participant.ParticipantCommand;
import org.dermatrail.domain.site.SiteCommand;
import org.dermatrail.domain.site.SiteId;
import org.dermatrail.domain.study.StudyCommand;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where Axon sends each command, whether its record or only its sealed interface says so. */
class CommandTargetsTest {

    private static final Map<Class<?>, String> STREAMS = Map.of(
            StudyCommand.class, "study:k",
            SiteCommand.class, "site:naevus-2026/vienna",
            ParticipantCommand.class, "k",
            LesionCommand.class, "lesions:k",
            CaptureCommand.class, "k",
            DiscrepancyCommand.class, "k");

    private final AnnotationCommandTargetResolver resolver =
            AnnotationCommandTargetResolver.builder().build();

    record Aimless(String captureId) {}

    static Stream<Arguments> commands() {
        var families = STREAMS.entrySet().stream()
                .flatMap(family -> Arrays.stream(family.getKey().getPermittedSubclasses())
                        .map(type -> Arguments.of(type, family.getValue())));
        return Stream.concat(families, Stream.of(Arguments.of(PublishDataCut.class, "cut:k")));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_goes_to_the_stream_of_its_aggregate(Class<?> type, String stream)
            throws ReflectiveOperationException {
        assertThat(type.isRecord()).isTrue();

        var target = resolver.resolveTarget(GenericCommandMessage.asCommandMessage(anyOf(type)));

        assertThat(target.getIdentifier()).isEqualTo(stream);
    }

    @Test
    void a_command_that_names_no_target_is_found_out() {
        var aimless = GenericCommandMessage.asCommandMessage(new Aimless("c1"));

        assertThatThrownBy(() -> resolver.resolveTarget(aimless)).hasMessageContaining("does not identify the target");
    }

    @Test
    void a_participant_and_the_lesions_of_that_participant_are_two_streams() {
        var enrolment = resolver.resolveTarget(GenericCommandMessage.asCommandMessage(Samples.enrol("p1")));
        var lesion = resolver.resolveTarget(GenericCommandMessage.asCommandMessage(Samples.identify("p1", "l1")));

        assertThat(enrolment.getIdentifier()).isNotEqualTo(lesion.getIdentifier());
    }

    /** A command of that type whose every text is {@code k} and whose every list is empty. */
    private static Object anyOf(Class<?> type) throws ReflectiveOperationException {
        var components = type.getRecordComponents();
        var constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        var values = new @Nullable Object[components.length];
        for (int at = 0; at < components.length; at++) {
            values[at] = valueOf(components[at].getType());
        }
        return constructor.newInstance(values);
    }

    private static @Nullable Object valueOf(Class<?> type) {
        if (type == String.class) {
            return "k";
        }
        if (type == SiteId.class) {
            return VIENNA;
        }
        if (type == List.class) {
            return List.of();
        }
        return null;
    }
}

package org.dermatrail.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.dermatrail.connectors.SourceCapture;
import org.dermatrail.connectors.SourceItem.Origin;
import org.dermatrail.domain.Outcome;
import org.dermatrail.domain.Refusal;
import org.dermatrail.domain.capture.CaptureCommand.RecordCapture;
import org.dermatrail.domain.capture.Modality;
import org.dermatrail.domain.capture.StatedFacts;
import org.dermatrail.domain.lesion.LesionCommand.DescribeLesion;
import org.dermatrail.domain.lesion.LesionRule;
import org.dermatrail.domain.site.SiteId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DispatchTest {

    private static final StatedFacts FACTS =
            new StatedFacts(new SiteId("a-study", "A"), Modality.DMS, null, null, null, null, null, null, List.of());

    private final List<Object> recorded = new ArrayList<>();
    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();

    private Dispatch.Result carriedOut(RowPlan plan) {
        return carriedOut(plan, true);
    }

    private Dispatch.Result carriedOut(RowPlan plan, boolean severalStreamsAtOnce) {
        var gateway = DefaultCommandGateway.builder().commandBus(bus).build();
        try (var lanes = Executors.newVirtualThreadPerTaskExecutor()) {
            return new Dispatch(new CommandDoor(gateway, severalStreamsAtOnce), lanes)
                    .start(List.of(plan))
                    .await();
        }
    }

    private static RowPlan plan() {
        return new RowPlan(
                new SourceCapture(new Origin("table.csv", 2), "C", "L", null, FACTS, null, List.of()),
                RowPlan.Kind.NEW,
                "capture",
                "person",
                "lesion",
                "digest:",
                List.of(
                        new DescribeLesion("person", "lesion", null, null),
                        new RecordCapture("capture", "person", "a-study", FACTS, List.of(), List.of("lesion"))),
                () -> {});
    }

    @Test
    void a_row_whose_lesion_was_merged_while_it_was_on_its_way_waits_and_is_told_to_come_again() {
        // Given
        var merged = Refusal.of(LesionRule.LESION_MERGED_AWAY, "Use the lesion that stays.");
        bus.subscribe(DescribeLesion.class.getName(), command -> merged);
        bus.subscribe(RecordCapture.class.getName(), command -> {
            recorded.add(command.getPayload());
            return Outcome.accept();
        });

        // When
        var result = carriedOut(plan());

        // Then
        assertThat(result.accepted()).isEmpty();
        assertThat(recorded).isEmpty();
        var item = result.refused().getFirst().item();
        assertThat(item.code()).isEqualTo("LESION_MERGED_AWAY");
        assertThat(item.origin()).isEqualTo(new Origin("table.csv", 2));
        assertThat(item.reason()).contains("import the table again", "the lesion that stays");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rows_are_one_unit_of_work_only_where_the_event_store_takes_them_as_one(boolean severalStreamsAtOnce) {
        // Given
        var within = new ArrayList<Boolean>();
        for (var command : List.of(DescribeLesion.class, RecordCapture.class)) {
            bus.subscribe(command.getName(), message -> {
                within.add(CurrentUnitOfWork.get().parent().isPresent());
                return Outcome.accept();
            });
        }

        // When
        var result = carriedOut(plan(), severalStreamsAtOnce);

        // Then
        assertThat(result.accepted()).hasSize(1);
        assertThat(within).containsExactly(severalStreamsAtOnce, severalStreamsAtOnce);
    }
}

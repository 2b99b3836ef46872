package org.dermatrail.ops.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.junit.jupiter.api.Test;

class JoiningCommandBusTest {

    private final JoiningCommandBus bus = new JoiningCommandBus();
    private final DefaultCommandGateway gateway =
            DefaultCommandGateway.builder().commandBus(bus).build();
    private final List<UnitOfWork<?>> units = new ArrayList<>();

    private void everyCommandIsTaken() {
        bus.subscribe(String.class.getName(), command -> {
            units.add(CurrentUnitOfWork.get());
            return "done";
        });
    }

    @Test
    void commands_sent_while_a_unit_of_work_is_under_way_are_a_part_of_it() {
        // Given
        everyCommandIsTaken();
        UnitOfWork<?> together = DefaultUnitOfWork.startAndGet(new GenericCommandMessage<>("rows"));

        // When
        gateway.sendAndWait("one");
        gateway.sendAndWait("two");
        together.commit();

        // Then
        assertThat(units).containsExactly(together, together);
        assertThat(together.isRolledBack()).isFalse();
    }

    @Test
    void a_command_sent_alone_has_a_unit_of_its_own_that_ends_with_it() {
        // Given
        everyCommandIsTaken();

        // When
        gateway.sendAndWait("one");
        gateway.sendAndWait("two");

        // Then
        assertThat(units).doesNotHaveDuplicates().hasSize(2).noneMatch(UnitOfWork::isActive);
        assertThat(CurrentUnitOfWork.isStarted()).isFalse();
    }

    @Test
    void where_a_command_throws_the_whole_unit_fails_even_if_its_sender_goes_on() {
        // Given
        bus.subscribe(String.class.getName(), command -> {
            throw new IllegalStateException("broken");
        });
        UnitOfWork<?> together = DefaultUnitOfWork.startAndGet(new GenericCommandMessage<>("rows"));

        // When
        assertThatThrownBy(() -> gateway.sendAndWait("one")).hasMessageContaining("broken");

        // Then
        assertThatThrownBy(together::commit).hasRootCauseMessage("broken");
        assertThat(together.isRolledBack()).isTrue();
    }
}

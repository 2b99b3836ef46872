package org.dermatrail.domain.lesion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.domain.Samples.diagnose;
import static org.dermatrail.domain.Samples.identify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dermatrail.domain.InMemoryRegistry;
import org.dermatrail.domain.lesion.LesionCommand.MergeLesions;
import org.dermatrail.domain.lesion.LesionEvent.DiagnosisRecorded;
import org.dermatrail.domain.lesion.LesionEvent.LesionsMerged;

class LesionRegisterPropertyTest {

    private static final List<String> LESIONS = List.of("l0", "l1", "l2", "l3", "l4");
    private static final List<String> DIAGNOSES = List.of("d0", "d1", "d2", "d3", "d4", "d5");

    @Property(tries = 100)
    void merging_never_closes_a_circle(@ForAll("merges") List<MergeLesions> merges) {
        // Given
        var registry = withLesions();

        // When
        merges.forEach(registry::send);

        // Then
        Map<String, String> aliases = new HashMap<>();
        for (var event : registry.events()) {
            if (event instanceof LesionsMerged merged) {
                assertThat(aliases.put(merged.lesionId(), merged.intoLesionId()))
                        .as("%s becomes an alias once", merged.lesionId())
                        .isNull();
            }
        }
        for (var lesion : LESIONS) {
            assertThat(stepsToTheLesionThatStayed(lesion, aliases)).isLessThan(LESIONS.size());
        }
    }

    @Property(tries = 100)
    void merging_all_that_can_be_merged_leaves_one_lesion(@ForAll("merges") List<MergeLesions> merges) {
        // Given
        var registry = withLesions();
        merges.forEach(registry::send);

        // When
        for (var from : LESIONS) {
            registry.send(merge(from, "l0"));
            registry.send(merge("l0", from));
        }

        // Then
        assertThat(registry.events().stream().filter(LesionsMerged.class::isInstance))
                .hasSize(LESIONS.size() - 1);
    }

    @Property(tries = 100)
    void diagnoses_form_chains(@ForAll("diagnosing") List<LesionCommand> commands) {
        // Given
        var registry = withLesions();

        // When
        commands.forEach(registry::send);

        // Then
        var seen = new HashSet<String>();
        var superseded = new HashSet<String>();
        for (var event : registry.events()) {
            if (event instanceof DiagnosisRecorded recorded) {
                assertThat(seen.add(recorded.diagnosisId())).isTrue();
                var earlier = recorded.supersedes();
                if (earlier != null) {
                    assertThat(seen).contains(earlier);
                    assertThat(superseded.add(earlier)).isTrue();
                }
            }
        }
    }

    @Property(tries = 100)
    void replaying_the_register_leads_to_the_decisions_made_live(@ForAll("anything") List<LesionCommand> commands) {
        // Given
        var live = InMemoryRegistry.keepingAggregatesAlive();
        var replaying = InMemoryRegistry.replaying();
        live.accepting(identify("p1", "l0"));
        replaying.accepting(identify("p1", "l0"));

        // When / Then
        for (var command : commands) {
            assertThat(replaying.send(command)).isEqualTo(live.send(command));
        }
        assertThat(replaying.events()).isEqualTo(live.events());
    }

    private static InMemoryRegistry withLesions() {
        var registry = InMemoryRegistry.replaying();
        LESIONS.forEach(lesion -> registry.accepting(identify("p1", lesion)));
        return registry;
    }

    private static int stepsToTheLesionThatStayed(String lesion, Map<String, String> aliases) {
        int steps = 0;
        for (var at = lesion; aliases.containsKey(at) && steps <= LESIONS.size(); steps++) {
            at = aliases.getOrDefault(at, at);
        }
        return steps;
    }

    private static MergeLesions merge(String lesion, String into) {
        return new MergeLesions("p1", lesion, into, MergeReason.CONFLUENCE);
    }

    @Provide
    Arbitrary<List<MergeLesions>> merges() {
        var lesion = Arbitraries.of(LESIONS);
        return Combinators.combine(lesion, lesion)
                .as(LesionRegisterPropertyTest::merge)
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<LesionCommand>> diagnosing() {
        return Arbitraries.oneOf(diagnosis(), diagnosis(), merging()).list().ofMaxSize(14);
    }

    @Provide
    Arbitrary<List<LesionCommand>> anything() {
        var lesion = Arbitraries.of(LESIONS);
        Arbitrary<LesionCommand> identified = lesion.map(id -> identify("p1", id));
        Arbitrary<LesionCommand> split = Combinators.combine(lesion, lesion)
                .as((from, to) -> new LesionCommand.SplitLesion("p1", from, to, MergeReason.FRAGMENTATION));
        Arbitrary<LesionCommand> described = lesion.map(id -> new LesionCommand.DescribeLesion("p1", id, null, null));
        Arbitrary<LesionCommand> treated = Combinators.combine(lesion, Arbitraries.of("x0", "x1"))
                .as((id, procedure) ->
                        new LesionCommand.RecordProcedure("p1", procedure, id, ProcedureKind.BIOPSY, null));
        return Arbitraries.oneOf(identified, split, described, treated, diagnosis(), merging())
                .list()
                .ofMaxSize(16);
    }

    private static Arbitrary<LesionCommand> merging() {
        var lesion = Arbitraries.of(LESIONS);
        return Combinators.combine(lesion, lesion).as(LesionRegisterPropertyTest::merge);
    }

    private static Arbitrary<LesionCommand> diagnosis() {
        var id = Arbitraries.of(DIAGNOSES);
        return Combinators.combine(id, Arbitraries.of(LESIONS).injectNull(0.2), id.injectNull(0.4))
                .as((diagnosis, lesion, supersedes) -> diagnose("p1", diagnosis, lesion, supersedes));
    }
}

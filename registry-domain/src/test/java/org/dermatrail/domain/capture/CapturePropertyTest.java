package org.dermatrail.domain.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.domain.Samples.VIENNA;
import static org.dermatrail.domain.Samples.capture;
import static org.dermatrail.domain.Samples.identify;
import static org.dermatrail.domain.Samples.image;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dermatrail.domain.InMemoryRegistry;
import org.dermatrail.domain.anatomy.AnatomicSite;
import org.dermatrail.domain.anatomy.Laterality;
import org.dermatrail.domain.capture.CaptureCommand.CorrectCapture;
import org.dermatrail.domain.capture.CaptureCommand.LinkCapture;
import org.dermatrail.domain.capture.CaptureCommand.RelinkCapture;
import org.dermatrail.domain.capture.CaptureCommand.UnlinkCapture;
import org.dermatrail.domain.capture.CaptureEvent.CaptureCorrected;
import org.dermatrail.domain.capture.CaptureEvent.CaptureLinked;
import org.dermatrail.domain.capture.CaptureEvent.CaptureRecorded;
import org.dermatrail.domain.capture.CaptureEvent.CaptureUnlinked;
import org.dermatrail.domain.image.Image;
import org.dermatrail.domain.participant.Sex;

class CapturePropertyTest {

    /** Lesions 0 and 1 are of the capture's participant, 2 and 3 of another, 9 of nobody. */
    private static final List<String> LESIONS = List.of("l0", "l1", "l2", "l3", "l9");

    private static final Set<String> OWN = Set.of("l0", "l1");
    private static final LinkBasis PERSON = LinkBasis.DECIDED_BY_PERSON;

    @Property(tries = 100)
    void a_capture_only_ever_shows_lesions_of_its_participant(@ForAll("linking") List<CaptureCommand> commands) {
        // Given
        var registry = withLesions(InMemoryRegistry.replaying());

        // When
        commands.forEach(registry::send);

        // Then
        var linked = new HashSet<String>();
        for (var event : registry.events()) {
            if (event instanceof CaptureLinked link) {
                assertThat(OWN).contains(link.lesionId());
                assertThat(linked.add(link.lesionId())).as("linked once").isTrue();
            } else if (event instanceof CaptureUnlinked unlink) {
                assertThat(linked.remove(unlink.lesionId())).as("linked before").isTrue();
            }
        }
    }

    @Property(tries = 100)
    void relinking_leaves_exactly_the_lesions_it_names(
            @ForAll("linking") List<CaptureCommand> commands, @ForAll("ownLesions") List<String> wanted) {
        // Given
        var registry = withLesions(InMemoryRegistry.replaying());
        commands.forEach(registry::send);

        // When
        registry.accepting(new RelinkCapture("c1", wanted, PERSON));

        // Then
        var linked = new HashSet<String>();
        for (var event : registry.events()) {
            if (event instanceof CaptureLinked link) {
                linked.add(link.lesionId());
            } else if (event instanceof CaptureUnlinked unlink) {
                linked.remove(unlink.lesionId());
            }
        }
        assertThat(linked).isEqualTo(new HashSet<>(wanted));
    }

    @Property(tries = 200)
    void what_a_correction_calls_before_is_what_the_last_one_called_after(
            @ForAll("corrections") List<CorrectCapture> corrections) {
        // Given
        var registry = withLesions(InMemoryRegistry.replaying());

        // When
        corrections.forEach(registry::accepting);

        // Then
        Map<String, String> after = new HashMap<>();
        CaptureFacts facts = null;
        for (var event : registry.events()) {
            if (event instanceof CaptureRecorded recorded) {
                facts = recorded.facts();
            } else if (event instanceof CaptureCorrected corrected && facts != null) {
                assertThat(corrected.changes()).isNotEmpty().allSatisfy(change -> {
                    assertThat(change.before()).isNotEqualTo(change.after());
                    var said = after.put(change.field(), String.valueOf(change.after()));
                    assertThat(said).isIn(null, String.valueOf(change.before()));
                });
                assertThat(corrected.changes().stream()
                                .filter(change -> !change.field().equals("images")))
                        .containsExactlyElementsOf(facts.changesTo(corrected.facts()));
                facts = corrected.facts();
            }
        }
    }

    @Property(tries = 100)
    void replaying_a_capture_leads_to_the_decisions_made_live(@ForAll("anything") List<CaptureCommand> commands) {
        // Given
        var live = withLesions(InMemoryRegistry.keepingAggregatesAlive());
        var replaying = withLesions(InMemoryRegistry.replaying());

        // When / Then
        for (var command : commands) {
            assertThat(replaying.send(command)).isEqualTo(live.send(command));
        }
        assertThat(replaying.events()).isEqualTo(live.events());
    }

    private static InMemoryRegistry withLesions(InMemoryRegistry registry) {
        return registry.accepting(identify("p1", "l0"))
                .accepting(identify("p1", "l1"))
                .accepting(identify("p2", "l2"))
                .accepting(identify("p2", "l3"))
                .accepting(capture("c1", "p1", "l0"));
    }

    private static Arbitrary<CaptureCommand> link() {
        var lesion = Arbitraries.of(LESIONS);
        return Arbitraries.oneOf(
                lesion.map(id -> new LinkCapture("c1", id, PERSON)),
                lesion.map(id -> new UnlinkCapture("c1", id, PERSON)),
                lesion.list().ofMaxSize(3).map(ids -> new RelinkCapture("c1", ids, PERSON)));
    }

    @Provide
    Arbitrary<List<CaptureCommand>> linking() {
        return link().list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<String>> ownLesions() {
        return Arbitraries.of(OWN).list().ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<CorrectCapture>> corrections() {
        return correction().list().ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<CaptureCommand>> anything() {
        Arbitrary<CaptureCommand> corrected = correction().map(correction -> correction);
        Arbitrary<CaptureCommand> hidden = Arbitraries.of(
                new CaptureCommand.WithholdCapture("c1", WithholdingReason.NOT_USABLE),
                new CaptureCommand.ReleaseCapture("c1"));
        return Arbitraries.oneOf(link(), corrected, hidden).list().ofMaxSize(14);
    }

    private static Arbitrary<CorrectCapture> correction() {
        var parameter = Combinators.combine(
                        Arbitraries.of("10", "10mm"), Arbitraries.of("mm", "m").injectNull(0.4))
                .as((value, unit) -> new AcquisitionParameter("fieldOfView", value, unit));
        var facts = Combinators.combine(
                        Arbitraries.of(Modality.DMS, Modality.XC),
                        Arbitraries.integers().between(54, 56).injectNull(0.2),
                        Arbitraries.of(Sex.class).injectNull(0.2),
                        Arbitraries.of(AnatomicSite.BACK, AnatomicSite.CHEST).injectNull(0.2),
                        Arbitraries.of(Laterality.class).injectNull(0.5),
                        parameter.list().ofMaxSize(2))
                .as((modality, age, sex, place, side, parameters) ->
                        new StatedFacts(VIENNA, modality, null, 12, age, sex, place, side, parameters));
        var images = Combinators.combine(Arbitraries.of("ab", "cd"), Arbitraries.of(Image.PRIMARY, "OVERVIEW"))
                .as((digest, role) -> inRole(role, image(digest)))
                .list()
                .ofMaxSize(2)
                .injectNull(0.5);
        return Combinators.combine(facts, images).as((stated, pictures) -> new CorrectCapture("c1", stated, pictures));
    }

    private static Image inRole(String role, Image image) {
        return new Image(role, image.digest(), image.mediaType(), image.widthPx(), image.heightPx(), image.sizeBytes());
    }
}

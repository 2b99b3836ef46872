package org.dermatrail.domain.capture;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.dermatrail.domain.Outcome;
import org.dermatrail.domain.Refusal;
import org.dermatrail.domain.capture.CaptureCommand.CorrectCapture;
import org.dermatrail.domain.capture.CaptureCommand.LinkCapture;
import org.dermatrail.domain.capture.CaptureCommand.RecordCapture;
import org.dermatrail.domain.capture.CaptureCommand.ReleaseCapture;
import org.dermatrail.domain.capture.CaptureCommand.RelinkCapture;
import org.dermatrail.domain.capture.CaptureCommand.UnlinkCapture;
import org.dermatrail.domain.capture.CaptureCommand.WithholdCapture;
import org.dermatrail.domain.capture.CaptureEvent.CaptureCorrected;
import org.dermatrail.domain.capture.CaptureEvent.CaptureLinked;
import org.dermatrail.domain.capture.CaptureEvent.CaptureRecorded;
import org.dermatrail.domain.capture.CaptureEvent.CaptureReleased;
import org.dermatrail.domain.capture.CaptureEvent.CaptureUnlinked;
import org.dermatrail.domain.capture.CaptureEvent.CaptureWithheld;
import org.dermatrail.domain.image.Image;
import org.dermatrail.domain.lesion.LesionOwnership;
import org.dermatrail.domain.site.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * One act of imaging.
 *
 * <p>Laws: recorded once; every lesion it is linked to is one of its participant's; a correction states before and
 * after; withholding hides and deletes nothing.
 */
public class Capture {

    @AggregateIdentifier
    @Nullable
    String captureId;

    private String participantKey = "";
    private @Nullable CaptureFacts facts;
    private List<Image> images = List.of();
    private final Set<String> lesionIds = new LinkedHashSet<>();
    private boolean withheld;

    Capture() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    Outcome handle(RecordCapture command, LesionOwnership ownership) {
        if (!command.facts().siteId().studyId().equals(command.studyId())) {
            return siteOfAnotherStudy();
        }
        for (var lesionId : command.lesionIds()) {
            if (!ownership.owns(command.participantKey(), lesionId)) {
                return lesionOfAnother();
            }
        }
        apply(new CaptureRecorded(
                command.captureId(),
                command.participantKey(),
                command.studyId(),
                command.facts().toFacts(),
                List.copyOf(command.images())));
        for (var lesionId : new LinkedHashSet<>(command.lesionIds())) {
            link(command.captureId(), lesionId, LinkBasis.STATED_BY_SOURCE);
        }
        return Outcome.accept();
    }

    @CommandHandler
    Outcome handle(LinkCapture command, LesionOwnership ownership) {
        if (lesionIds.contains(command.lesionId())) {
            return Outcome.accept();
        }
        if (!ownership.owns(participantKey, command.lesionId())) {
            return lesionOfAnother();
        }
        link(command.captureId(), command.lesionId(), command.basis());
        return Outcome.accept();
    }

    @CommandHandler
    Outcome handle(UnlinkCapture command) {
        if (!lesionIds.contains(command.lesionId())) {
            return Refusal.of(CaptureRule.CAPTURE_NOT_LINKED, "The capture is not linked to this lesion.");
        }
        unlink(command.captureId(), command.lesionId(), command.basis());
        return Outcome.accept();
    }

    @CommandHandler
    Outcome handle(RelinkCapture command, LesionOwnership ownership) {
        var wanted = new LinkedHashSet<>(command.lesionIds());
        for (var lesionId : wanted) {
            if (!lesionIds.contains(lesionId) && !ownership.owns(participantKey, lesionId)) {
                return lesionOfAnother();
            }
        }
        for (var lesionId : List.copyOf(lesionIds)) {
            if (!wanted.contains(lesionId)) {
                unlink(command.captureId(), lesionId, command.basis());
            }
        }
        for (var lesionId : wanted) {
            if (!lesionIds.contains(lesionId)) {
                link(command.captureId(), lesionId, command.basis());
            }
        }
        return Outcome.accept();
    }

    @CommandHandler
    Outcome handle(CorrectCapture command) {
        var before = Objects.requireNonNull(facts);
        if (!command.facts()
                .siteId()
                .studyId()
                .equals(SiteId.parse(before.siteId()).studyId())) {
            return siteOfAnotherStudy();
        }
        var after = command.facts().toFacts();
        var changes = new ArrayList<>(before.changesTo(after));
        var newImages = command.images();
        if (newImages != null && newImages.equals(images)) {
            newImages = null;
        }
        if (newImages != null) {
            changes.add(new CaptureFacts.Change("images", inWords(images), inWords(newImages)));
        }
        if (!changes.isEmpty()) {
            apply(new CaptureCorrected(command.captureId(), participantKey, List.copyOf(changes), after, newImages));
        }
        return Outcome.accept();
    }

    @CommandHandler
    Outcome handle(WithholdCapture command) {
        if (!withheld) {
            apply(new CaptureWithheld(
                    command.captureId(), participantKey, command.reason().name()));
        }
        return Outcome.accept();
    }

    @CommandHandler
    Outcome handle(ReleaseCapture command) {
        if (withheld) {
            apply(new CaptureReleased(command.captureId(), participantKey));
        }
        return Outcome.accept();
    }

    private void link(String id, String lesionId, LinkBasis basis) {
        apply(new CaptureLinked(id, participantKey, lesionId, basis.name()));
    }

    private void unlink(String id, String lesionId, LinkBasis basis) {
        apply(new CaptureUnlinked(id, participantKey, lesionId, basis.name()));
    }

    private static String inWords(List<Image> images) {
        return String.join(
                ";",
                images.stream()
                        .map(image -> image.role() + "=" + image.digest())
                        .toList());
    }

    private static Refusal lesionOfAnother() {
        return Refusal.of(
                CaptureRule.LESION_OF_ANOTHER_PARTICIPANT,
                "The lesion is not in this participant's register; a capture can only show lesions of its participant.");
    }

    private static Refusal siteOfAnotherStudy() {
        return Refusal.of(
                CaptureRule.SITE_OF_ANOTHER_STUDY, "The capture's site must be a site of the capture's study.");
    }

    @EventSourcingHandler
    void on(CaptureRecorded event) {
        captureId = event.captureId();
        participantKey = event.participantKey();
        facts = event.facts();
        images = event.images();
    }

    @EventSourcingHandler
    void on(CaptureLinked event) {
        lesionIds.add(event.lesionId());
    }

    @EventSourcingHandler
    void on(CaptureUnlinked event) {
        lesionIds.remove(event.lesionId());
    }

    @EventSourcingHandler
    void on(CaptureCorrected event) {
        facts = event.facts();
        if (event.images() != null) {
            images = event.images();
        }
    }

    @EventSourcingHandler
    void on(CaptureWithheld event) {
        withheld = true;
    }

    @EventSourcingHandler
    void on(CaptureReleased event) {
        withheld = false;
    }
}

package org.dermatrail.ops.registry;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.dermatrail.domain.capture.CaptureCommand;
import org.dermatrail.domain.datacut.PublishDataCut;
import org.dermatrail.domain.discrepancy.DiscrepancyCommand;
import org.dermatrail.domain.lesion.LesionCommand;
import org.dermatrail.domain.participant.ParticipantCommand;
import org.dermatrail.domain.site.SiteCommand;
import org.dermatrail.domain.study.StudyCommand;

/**
 * Names the stream a command is for, as its {@code @TargetAggregateIdentifier} does, without looking for the annotation
 * anew at every command: an import sends tens of thousands a second.
 */
final class CommandTargets implements CommandTargetResolver {

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        return new VersionedAggregateIdentifier((Object) stream(command.getPayload()), null);
    }

    static String stream(Object command) {
        return switch (command) {
            case CaptureCommand capture -> capture.captureId();
            case LesionCommand lesion -> lesion.stream();
            case ParticipantCommand participant -> participant.participantKey();
            case DiscrepancyCommand discrepancy -> discrepancy.discrepancyId();
            case SiteCommand site -> site.stream();
            case StudyCommand study -> study.stream();
            case PublishDataCut cut -> cut.stream();
            default ->
                throw new IllegalArgumentException(
                        "no aggregate takes " + command.getClass().getSimpleName());
        };
    }
}

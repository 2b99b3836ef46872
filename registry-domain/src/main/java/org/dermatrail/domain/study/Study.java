package org.dermatrail.domain.study;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.HashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.dermatrail.domain.Outcome;
import org.dermatrail.domain.Refusal;
import org.dermatrail.domain.study.StudyCommand.CloseStudy;
import org.dermatrail.domain.study.StudyCommand.OpenStudy;
import org.dermatrail.domain.study.StudyCommand.PublishProtocolVersion;
import org.dermatrail.domain.study.StudyEvent.ProtocolVersionPublished;
import org.dermatrail.domain.study.StudyEvent.StudyClosed;
import org.dermatrail.domain.study.StudyEvent.StudyOpened;
import org.jspecify.annotations.Nullable;

/** A research study: opened once, its protocol versions published once each, closed for good. */
public class Study {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_VERSION = 40;

    @AggregateIdentifier
    @Nullable
    String stream;

    private final Set<String> protocolVersions = new HashSet<>();
    private boolean closed;

    Study() {}

    /** The name of a study's stream. */
    public static String stream(String studyId) {
        return "study:" + studyId;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(OpenStudy command) {
        if (stream != null) {
            return Refusal.of(
                    StudyRule.STUDY_ALREADY_OPEN, "Study '%s' exists already; choose another code.", command.studyId());
        }
        if (!command.studyId().matches("[a-z0-9][a-z0-9-]{1,39}")) {
            return Refusal.of(
                    StudyRule.STUDY_CODE_MALFORMED,
                    "A study code is 2 to 40 lower-case letters, digits and hyphens, for instance 'naevus-2026'.");
        }
        if (command.title().isBlank() || command.title().length() > LONGEST_TITLE) {
            return Refusal.of(
                    StudyRule.STUDY_TITLE_MALFORMED, "A study needs a title of 1 to %d characters.", LONGEST_TITLE);
        }
        apply(new StudyOpened(command.studyId(), command.title()));
        return Outcome.accept();
    }

    @CommandHandler
    Outcome handle(PublishProtocolVersion command) {
        if (closed) {
            return Refusal.of(StudyRule.STUDY_CLOSED, "Study '%s' is closed.", command.studyId());
        }
        if (command.protocolVersion().isBlank() || command.protocolVersion().length() > LONGEST_VERSION) {
            return Refusal.of(
                    StudyRule.PROTOCOL_VERSION_MALFORMED,
                    "A protocol version has 1 to %d characters, for instance '2.1'.",
                    LONGEST_VERSION);
        }
        if (protocolVersions.contains(command.protocolVersion())) {
            return Refusal.of(
                    StudyRule.PROTOCOL_VERSION_ALREADY_PUBLISHED,
                    "Version '%s' of the protocol was published before.",
                    command.protocolVersion());
        }
        apply(new ProtocolVersionPublished(command.studyId(), command.protocolVersion()));
        return Outcome.accept();
    }

    @CommandHandler
    Outcome handle(CloseStudy command) {
        if (!closed) {
            apply(new StudyClosed(command.studyId()));
        }
        return Outcome.accept();
    }

    @EventSourcingHandler
    void on(StudyOpened event) {
        stream = stream(event.studyId());
    }

    @EventSourcingHandler
    void on(ProtocolVersionPublished event) {
        protocolVersions.add(event.protocolVersion());
    }

    @EventSourcingHandler
    void on(StudyClosed event) {
        closed = true;
    }
}

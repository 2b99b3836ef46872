package org.dermatrail.domain.study;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a study. */
public sealed interface StudyCommand {

    /** The study's code. */
    String studyId();

    /** The stream the command is for. */
    @TargetAggregateIdentifier
    default String stream() {
        return Study.stream(studyId());
    }

    /**
     * Opens a study.
     *
     * @param studyId code of 2 to 40 lower-case letters, digits and hyphens
     * @param title title for people
     */
    record OpenStudy(String studyId, String title) implements StudyCommand {}

    /**
     * Puts a version of the protocol in force.
     *
     * @param studyId the study
     * @param protocolVersion the version as the protocol writes it
     */
    record PublishProtocolVersion(String studyId, String protocolVersion) implements StudyCommand {}

    /**
     * Closes a study to new participants and captures.
     *
     * @param studyId the study
     */
    record CloseStudy(String studyId) implements StudyCommand {}
}

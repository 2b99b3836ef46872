package org.dermatrail.domain.study;

import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.domain.WireName;

/** What can have happened to a study. */
public sealed interface StudyEvent extends RegistryEvent {

    /** The study's code, its name among people and machines. */
    String studyId();

    @Override
    default String sequenceKey() {
        return Study.stream(studyId());
    }

    /**
     * A study was opened.
     *
     * @param studyId its code
     * @param title its title
     */
    @WireName("study-opened")
    record StudyOpened(String studyId, String title) implements StudyEvent {}

    /**
     * A version of the protocol came into force.
     *
     * @param studyId the study
     * @param protocolVersion the version as the protocol writes it
     */
    @WireName("protocol-version-published")
    record ProtocolVersionPublished(String studyId, String protocolVersion) implements StudyEvent {}

    /**
     * The study takes no more participants or captures.
     *
     * @param studyId the study
     */
    @WireName("study-closed")
    record StudyClosed(String studyId) implements StudyEvent {}
}

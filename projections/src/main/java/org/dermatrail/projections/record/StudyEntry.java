package org.dermatrail.projections.record;

import java.util.List;

/**
 * What is known of a study.
 *
 * @param studyId its code
 * @param order when it was opened
 * @param lastOrder the last event applied
 * @param title its title
 * @param protocolVersions published versions, oldest first
 * @param closed whether it is closed
 */
public record StudyEntry(
        String studyId, long order, long lastOrder, String title, List<String> protocolVersions, boolean closed)
        implements Entry {

    @Override
    public String id() {
        return studyId;
    }

    StudyEntry published(String version, long at) {
        return new StudyEntry(studyId, order, at, title, Entry.with(protocolVersions, version), closed);
    }

    StudyEntry closed(long at) {
        return new StudyEntry(studyId, order, at, title, protocolVersions, true);
    }
}

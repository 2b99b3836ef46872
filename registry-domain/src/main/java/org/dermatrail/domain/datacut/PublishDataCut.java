package org.dermatrail.domain.datacut;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Publishes a data cut here and now.
 *
 * @param cutId name of 1 to 40 lower-case letters, digits, points and hyphens
 */
public record PublishDataCut(String cutId) {

    /** The stream the command is for. */
    @TargetAggregateIdentifier
    public String stream() {
        return DataCut.stream(cutId);
    }
}

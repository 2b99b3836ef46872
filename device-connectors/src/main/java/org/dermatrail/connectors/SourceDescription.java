package org.dermatrail.connectors;

import java.util.Map;
import org.dermatrail.domain.participant.Identification;
import org.dermatrail.domain.participant.ParticipantCommand.Consent;

/**
 * What is known of a source before its first row.
 *
 * @param issuer who gives out the source's ids; with an id of the source it is unique
 * @param studyId code of the study the captures are for
 * @param studyTitle title of the study, used where {@code createsStudy}
 * @param createsStudy whether the study and sites may be opened where they are unknown; true for ready mappings only
 * @param siteNames names of sites by code; a code not named here is its own name
 * @param identification whether the source names its participants
 * @param consent what research use of its participants rests on
 */
public record SourceDescription(
        String issuer,
        String studyId,
        String studyTitle,
        boolean createsStudy,
        Map<String, String> siteNames,
        Identification identification,
        Consent consent) {}

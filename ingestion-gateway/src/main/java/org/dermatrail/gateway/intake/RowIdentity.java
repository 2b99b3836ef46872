package org.dermatrail.gateway.intake;

import org.dermatrail.connectors.SourceCapture;
import org.dermatrail.connectors.SourceDescription;
import org.dermatrail.domain.participant.Identification;
import org.dermatrail.pseudonymization.vault.SourceIdentity;

/** Says under which identity the vault knows the person of a row. Stateless. */
public final class RowIdentity {

    private RowIdentity() {}

    /**
     * The person's identity: as given, else that of the lesion, else that of the capture alone.
     *
     * @throws IllegalArgumentException where an id is blank or too long
     */
    public static SourceIdentity of(SourceCapture row, SourceDescription description) {
        var given = row.sourceParticipantId();
        if (description.identification() == Identification.GIVEN && given != null) {
            return new SourceIdentity(description.issuer(), "participant:" + given);
        }
        return row.sourceLesionId() == null
                ? new SourceIdentity(description.issuer(), "capture:" + row.sourceCaptureId())
                : new SourceIdentity(description.issuer(), "lesion:" + row.sourceLesionId());
    }
}

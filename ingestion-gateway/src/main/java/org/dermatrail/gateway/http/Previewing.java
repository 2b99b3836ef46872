package org.dermatrail.gateway.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dermatrail.connectors.Connector;
import org.dermatrail.connectors.SourceCapture;
import org.dermatrail.connectors.SourceFault;
import org.dermatrail.connectors.SourceHappening;
import org.dermatrail.connectors.SourceItem;
import org.dermatrail.connectors.UnusableItem;
import org.dermatrail.connectors.mapping.Mappings;
import org.dermatrail.gateway.upload.Upload;

/** Reads the beginning of an upload as an import would, and records nothing. Stateless. */
final class Previewing {

    private static final int ROWS = 20;

    private Previewing() {}

    static Answers.Preview of(Upload upload, Connector connector) {
        try (var source = connector.open(upload.request())) {
            var said = source.description();
            var rows = new ArrayList<Answers.PreviewRow>();
            Answers.Fault fault = null;
            try {
                for (var item = source.next(); item != null; item = rows.size() < ROWS ? source.next() : null) {
                    rows.add(row(item));
                }
            } catch (SourceFault cut) {
                fault = fault(upload, cut);
            }
            return new Answers.Preview(said.issuer(), said.studyId(), said.studyTitle(), source.columns(), rows, fault);
        } catch (SourceFault unusable) {
            return ofFault(upload, fault(upload, unusable));
        } catch (IOException broken) {
            return ofFault(
                    upload, new Answers.Fault("SOURCE_NOT_READABLE", "The source cannot be read; send it again."));
        }
    }

    private static Answers.Fault fault(Upload upload, SourceFault fault) {
        return new Answers.Fault(fault.code(), upload.withoutPlaces(fault.sentence()));
    }

    private static Answers.Preview ofFault(Upload upload, Answers.Fault fault) {
        try {
            var said = Mappings.read(upload.request().mapping()).source();
            return new Answers.Preview(said.issuer(), said.studyId(), said.studyTitle(), List.of(), List.of(), fault);
        } catch (SourceFault mapping) {
            return new Answers.Preview(null, null, null, List.of(), List.of(), fault);
        }
    }

    private static Answers.PreviewRow row(SourceItem item) {
        return switch (item) {
            case UnusableItem spoilt ->
                new Answers.PreviewRow(
                        spoilt.origin().row(), null, new Answers.RowProblem(spoilt.code(), spoilt.reason()));
            case SourceHappening later -> new Answers.PreviewRow(later.origin().row(), null, null);
            case SourceCapture capture ->
                new Answers.PreviewRow(capture.origin().row(), capture(capture), null);
        };
    }

    private static Answers.PreviewCapture capture(SourceCapture row) {
        var facts = row.facts().toFacts();
        var diagnosis = row.diagnosis();
        return new Answers.PreviewCapture(
                row.sourceCaptureId(),
                row.sourceLesionId(),
                row.sourceParticipantId(),
                row.facts().siteId().code(),
                facts.modality(),
                facts.day(),
                facts.ageYears(),
                facts.sex(),
                facts.anatomicSite(),
                facts.laterality(),
                diagnosis == null ? null : diagnosis.code().name(),
                diagnosis == null ? null : diagnosis.confirmation().name());
    }
}

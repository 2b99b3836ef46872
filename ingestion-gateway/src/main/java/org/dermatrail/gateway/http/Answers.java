package org.dermatrail.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.dermatrail.connectors.SourceColumn;
import org.jspecify.annotations.Nullable;

/** What the door answers, in the form the console reads it. */
final class Answers {

    private Answers() {}

    /** Why not: a stable code and a sentence. */
    record Problem(String code, String message) {}

    /** A ready mapping; {@code joins} names its side tables. */
    record ReadyMapping(String name, String study, String title, List<String> joins) {}

    /** The upload's id. */
    record Kept(String upload) {}

    /** What would come of an upload. */
    record Preview(
            @Nullable String issuer,
            @Nullable String study,
            @Nullable String studyTitle,
            List<SourceColumn> columns,
            List<PreviewRow> rows,
            @Nullable Fault fault) {}

    /** A row is a capture or has a problem. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PreviewRow(
            long row,
            @Nullable PreviewCapture capture,
            @Nullable RowProblem problem) {}

    /** A capture as the row states it. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record PreviewCapture(
            String id,
            @Nullable String lesion,
            @Nullable String participant,
            String site,
            String modality,
            @Nullable Integer day,
            @Nullable Integer ageYears,
            @Nullable String sex,
            @Nullable String anatomicSite,
            @Nullable String laterality,
            @Nullable String diagnosis,
            @Nullable String confirmation) {}

    /** Why a row cannot be used. */
    record RowProblem(String code, String reason) {}

    /** Why a source as a whole cannot be used, or could not be read on. */
    record Fault(String code, String sentence) {}

    /** The import's id. */
    record Begun(@JsonProperty("import") String importId) {}

    /** An import in the list. */
    record Entry(
            @JsonProperty("import") String importId,
            @Nullable String source,
            @Nullable String study,
            ImportState state,
            String startedAt) {}

    /** How an import goes, or went. */
    record Progress(
            @JsonProperty("import") String importId,
            ImportState state,
            long rows,
            long bytesRead,
            long bytesInAll,
            double rowsPerSecond,
            @Nullable Long secondsLeft,
            @Nullable Report report,
            @Nullable Fault fault) {}

    /** What an import did. */
    record Report(
            long received,
            long recorded,
            long corrected,
            long duplicates,
            long quarantined,
            long lesions,
            long unlinked,
            Map<String, Long> discrepancies,
            List<String> remarks,
            double seconds) {}

    /** A page of rows in quarantine. */
    record Problems(List<QuarantinedRow> problems, @Nullable String next) {}

    /** A row in quarantine. */
    record QuarantinedRow(String file, long row, String code, String reason) {}
}

package org.dermatrail.gateway.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an import did.
 *
 * @param importId its id, by which it can be undone
 * @param resumed whether it went on with one that was cut off
 * @param complete whether the source was read to its end
 * @param received rows read
 * @param recorded captures recorded by this import
 * @param corrected captures corrected by it
 * @param duplicates rows that said what was known
 * @param quarantined rows in quarantine
 * @param lesions lesions it identified
 * @param unlinked captures it recorded without a lesion
 * @param laterStatements later statements it took up
 * @param discrepancies discrepancies it raised, by field; every field is named
 * @param remarks things worth knowing, for instance columns that were not used
 * @param seconds how long it took
 */
public record ImportReport(
        String importId,
        boolean resumed,
        boolean complete,
        long received,
        long recorded,
        long corrected,
        long duplicates,
        long quarantined,
        long lesions,
        long unlinked,
        long laterStatements,
        Map<String, Long> discrepancies,
        List<String> remarks,
        double seconds) {

    /** The same with one more thing worth knowing. */
    public ImportReport remarking(String remark) {
        var more = new ArrayList<>(remarks);
        more.add(remark);
        return new ImportReport(
                importId,
                resumed,
                complete,
                received,
                recorded,
                corrected,
                duplicates,
                quarantined,
                lesions,
                unlinked,
                laterStatements,
                discrepancies,
                List.copyOf(more),
                seconds);
    }
}

package org.dermatrail.projections.enrolment;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.record.EntryReader;
import org.dermatrail.projections.record.EntryStore;
import org.dermatrail.projections.record.SiteEntry;

/**
 * Answers {@link EnrolmentBoards} from entries; a site with nobody has a board of zeros.
 *
 * @param store the entries
 */
public record EntryEnrolmentBoards(EntryStore store) implements EnrolmentBoards {

    private static final int EVERY = 1_000_000;

    @Override
    public List<SiteBoard> boards(AccessFilter access, String studyId) {
        return store.read(reader -> boards(reader, access, studyId));
    }

    private static List<SiteBoard> boards(EntryReader reader, AccessFilter access, String studyId) {
        var enrolled = reader.enrolled(access, studyId);
        var captures = reader.capturesBySite(access, studyId);
        var disputes = reader.openDiscrepanciesBySite(access, studyId);
        var sites = new TreeSet<String>();
        for (var site : reader.list(SiteEntry.class, null, EVERY)) {
            if (site.studyId().equals(studyId) && access.admits(studyId, site.siteId(), true)) {
                sites.add(site.siteId());
            }
        }
        return sites.stream()
                .map(site -> board(
                        site,
                        enrolled.stream()
                                .filter(each -> each.siteId().equals(site))
                                .toList(),
                        captures,
                        disputes))
                .toList();
    }

    private static SiteBoard board(
            String siteId,
            List<EntryReader.Enrolled> enrolled,
            Map<String, Long> captures,
            Map<String, Long> disputes) {
        var byStatus = new TreeMap<String, Long>();
        long surrogates = 0;
        long withoutConsent = 0;
        for (var each : enrolled) {
            byStatus.merge(each.status(), each.participants(), Long::sum);
            surrogates += each.surrogate() ? each.participants() : 0;
            withoutConsent += each.consented() ? 0 : each.participants();
        }
        return new SiteBoard(
                siteId,
                Map.copyOf(byStatus),
                surrogates,
                withoutConsent,
                captures.getOrDefault(siteId, 0L),
                disputes.getOrDefault(siteId, 0L));
    }
}

package org.dermatrail.projections.canonical;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CohortIndex;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.CohortRow;
import org.dermatrail.projections.cohort.CohortRows;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.cohort.Level;
import org.dermatrail.projections.record.CutEntry;
import org.dermatrail.projections.record.Entry;
import org.dermatrail.projections.record.EntryReader;
import org.dermatrail.projections.record.EntryStore;
import org.dermatrail.projections.record.ParticipantFile;
import org.dermatrail.projections.record.SiteEntry;
import org.dermatrail.projections.record.StudyEntry;
import org.jspecify.annotations.Nullable;

/**
 * Everything the read side would answer, in canonical order and without what is private to it (orders and ordinals).
 *
 * <p>Law: two read sides that were fed the same log give the same lines, however it was delivered. Memory does not grow with
 * the registry. Stateless.
 */
public final class CanonicalAnswers {

    private static final int AT_ONCE = 500;

    private CanonicalAnswers() {}

    /** SHA-256 over the lines of entries and index, in lower-case hexadecimal. */
    public static String digest(EntryStore store, CohortIndex index) {
        MessageDigest sha256;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        lines(store, index, line -> sha256.update((line + '\n').getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** The lines themselves, to see where two read sides differ. */
    public static void lines(EntryStore store, CohortIndex index, Consumer<String> lines) {
        boolean read = store.read(reader -> {
            every(
                    reader,
                    StudyEntry.class,
                    study -> lines.accept("study " + study.studyId() + ' ' + study.title() + ' '
                            + study.protocolVersions() + ' ' + study.closed()));
            every(
                    reader,
                    SiteEntry.class,
                    site -> lines.accept("site " + site.siteId() + ' ' + site.name() + ' ' + site.closed()));
            var cuts = reader.list(CutEntry.class, null, Integer.MAX_VALUE).stream()
                    .sorted((a, b) -> Long.compare(a.order(), b.order()))
                    .toList();
            cuts.forEach(cut -> lines.accept("cut " + cut.cutId()));
            ParticipantFile.forEach(reader, any -> true, file -> {
                file(file, lines);
                cuts.forEach(cut -> rows(file, cut.order(), cut.cutId(), lines));
                rows(file, Entry.NOW, "now", lines);
            });
            return true;
        });
        assert read : "every entry was read";
        index(index, lines);
    }

    private static <E extends Entry> void every(EntryReader reader, Class<E> kind, Consumer<E> each) {
        String after = null;
        while (true) {
            var page = reader.list(kind, after, AT_ONCE);
            page.forEach(each);
            if (page.size() < AT_ONCE) {
                return;
            }
            after = page.getLast().id();
        }
    }

    private static void file(ParticipantFile file, Consumer<String> lines) {
        var participant = file.participant();
        var key = participant.participantKey();
        lines.accept("participant " + key + ' ' + participant.studyId() + ' ' + participant.siteId() + ' '
                + participant.identification() + ' ' + participant.sexBefore(Entry.NOW) + ' '
                + participant.statusBefore(Entry.NOW).status() + ' '
                + participant.statusBefore(Entry.NOW).reason() + ' ' + participant.consentBasis());
        for (var lesion : file.lesions().values()) {
            lines.accept("lesion " + lesion.lesionId() + ' ' + key + ' ' + lesion.extent() + ' '
                    + lesion.places().stream()
                            .map(place -> place.anatomicSite() + "/" + place.laterality())
                            .toList()
                    + ' ' + lesion.mergedBefore(Entry.NOW) + ' '
                    + lesion.diagnoses().stream()
                            .map(each -> each.diagnosisId() + each.code() + each.confirmation() + each.day())
                            .toList()
                    + ' '
                    + lesion.procedures().stream()
                            .map(each -> each.procedureId() + each.kind() + each.day())
                            .toList());
        }
        for (var capture : file.captures().values()) {
            lines.accept("capture " + capture.captureId() + ' ' + key + ' ' + capture.withheld() + ' '
                    + capture.lesionsBefore(Entry.NOW) + ' '
                    + capture.versions().stream()
                            .map(version -> version.facts().toString() + version.images())
                            .toList());
        }
        for (var dispute : file.discrepancies()) {
            lines.accept("discrepancy " + dispute.discrepancyId() + ' ' + dispute.subjectId() + ' ' + dispute.field()
                    + ' '
                    + dispute.stages().stream()
                            .map(stage -> stage.statements() + "->" + stage.resolvedTo())
                            .toList());
        }
    }

    private static void rows(ParticipantFile file, long before, String when, Consumer<String> lines) {
        new TreeSet<>(CohortRows.of(file, before).stream()
                        .map(row -> "row " + when + ' ' + text(row.row()))
                        .toList())
                .forEach(lines);
    }

    private static String text(CohortRow row) {
        var keywords = new TreeMap<CohortField, TreeSet<String>>();
        row.keywords().forEach((field, values) -> keywords.put(field, new TreeSet<>(values)));
        return row.participantKey()
                + ' '
                + row.lesionId()
                + ' '
                + row.captureId()
                + ' '
                + row.studyId()
                + ' '
                + row.siteId()
                + ' '
                + row.consented()
                + ' '
                + row.withheld()
                + ' '
                + row.surrogate()
                + ' '
                + keywords
                + ' '
                + new TreeMap<>(Map.copyOf(row.numbers()));
    }

    private static void index(CohortIndex index, Consumer<String> lines) {
        for (var field : CohortField.values()) {
            for (var level : Level.values()) {
                var facet = new Facet(field, level, field.kind() == CohortField.Kind.NUMBER ? 5 : 0, 1);
                lines.accept("counts " + counts(index, facet));
            }
        }
        for (var level : Level.values()) {
            String after = null;
            do {
                var page = index.page(question(null), level, after, AT_ONCE);
                page.ids().forEach(id -> lines.accept("found " + level + ' ' + id));
                after = page.next();
            } while (after != null);
        }
    }

    private static CohortCounts counts(CohortIndex index, Facet facet) {
        return index.count(question(facet));
    }

    private static CohortQuestion question(@Nullable Facet facet) {
        return new CohortQuestion(
                AccessFilter.everything(), Criteria.everything(), facet == null ? List.of() : List.of(facet));
    }
}

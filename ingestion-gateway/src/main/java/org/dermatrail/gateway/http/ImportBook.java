package org.dermatrail.gateway.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dermatrail.domain.discrepancy.DisputedField;
import org.dermatrail.gateway.edge.ImportLedger;
import org.dermatrail.gateway.edge.ImportLedger.Quarantined;
import org.dermatrail.gateway.grant.ImportGrant;
import org.dermatrail.gateway.intake.ImportReport;
import org.dermatrail.gateway.intake.ImportTurn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Tells of imports: those of this process from its memory, all others from the ledger.
 *
 * <p>Law: a data manager sees all, anybody else what they brought themselves into studies that are granted still, since a
 * table may hold rows of other sites; what is not theirs is like what never was. Thread-safe.
 */
final class ImportBook {

    private final ImportLedger ledger;
    private final ImportJobs jobs;
    private final ImportTurn turn;

    ImportBook(ImportLedger ledger, ImportJobs jobs, ImportTurn turn) {
        this.ledger = ledger;
        this.jobs = jobs;
        this.turn = turn;
    }

    /** All that may be seen, newest first. */
    List<Answers.Entry> all(ImportGrant who) {
        var entries = new ArrayList<Answers.Entry>();
        var written = new HashSet<String>();
        for (var entry : ledger.all()) {
            written.add(entry.importId());
            if (maySee(who, entry)) {
                entries.add(new Answers.Entry(
                        entry.importId(),
                        entry.source(),
                        entry.studyId(),
                        state(entry),
                        entry.startedAt().toString()));
            }
        }
        jobs.all().forEach((id, job) -> {
            if (!written.contains(id) && maySee(who, job)) {
                entries.add(new Answers.Entry(
                        id, job.source, job.study, job.outcome().state(), job.startedAt));
            }
        });
        entries.sort(Comparator.comparing(Answers.Entry::startedAt).reversed());
        return entries;
    }

    private boolean maySee(ImportGrant who, ImportLedger.Entry entry) {
        return who.everything()
                || (who.admitsStudy(entry.studyId()) && ledger.isBroughtBy(entry.importId(), who.account()));
    }

    private static boolean maySee(ImportGrant who, ImportJob job) {
        return who.everything() || job.account.equals(who.account());
    }

    private ImportState state(ImportLedger.Entry entry) {
        return switch (entry.state()) {
            case FINISHED -> ImportState.FINISHED;
            case UNDONE -> ImportState.UNDONE;
            case RUNNING ->
                turn.isRunning(entry.importId())
                        ? ImportState.RUNNING
                        : jobs.find(entry.importId())
                                .map(job -> job.outcome().state())
                                .orElse(ImportState.STOPPED);
        };
    }

    /** How an import goes, or went. */
    Answers.Progress progress(ImportGrant who, String importId) {
        var entry = entry(who, importId);
        var job = jobs.find(importId).orElse(null);
        if (entry == null) {
            if (job == null || !maySee(who, job)) {
                throw RequestRefused.notFound();
            }
            return job.progress(importId, null);
        }
        if (job != null && entry.state() != ImportLedger.State.UNDONE) {
            var report = job.outcome().report();
            return job.progress(importId, report == null ? null : report(report));
        }
        var state = state(entry);
        var report = state == ImportState.RUNNING ? null : written(entry);
        return new Answers.Progress(
                importId, state, report == null ? 0 : report.received(), 0, 0, 0, null, report, null);
    }

    private ImportLedger.@Nullable Entry entry(ImportGrant who, String importId) {
        var entry = ledger.find(importId);
        if (entry != null && !maySee(who, entry)) {
            throw RequestRefused.notFound();
        }
        return entry;
    }

    private static Answers.Report report(ImportReport report) {
        return new Answers.Report(
                report.received(),
                report.recorded(),
                report.corrected(),
                report.duplicates(),
                report.quarantined(),
                report.lesions(),
                report.unlinked(),
                new TreeMap<>(report.discrepancies()),
                report.remarks(),
                Math.round(report.seconds() * 1000) / 1000.0);
    }

    /** What the ledger knows of an import that this process does not remember; remarks are not written down. */
    private Answers.Report written(ImportLedger.Entry entry) {
        var tally = ledger.tally(entry.importId());
        var discrepancies = new TreeMap<String, Long>();
        for (var field : DisputedField.values()) {
            discrepancies.put(field.wireName(), tally.discrepancies().getOrDefault(field.wireName(), 0L));
        }
        long known = tally.recorded() + tally.corrected() + tally.quarantined();
        var told = entry.received();
        long received = told == null ? known : told;
        var ended = ledger.endedAt(entry.importId());
        return new Answers.Report(
                received,
                tally.recorded(),
                tally.corrected(),
                Math.max(0, received - known),
                tally.quarantined(),
                tally.lesions(),
                tally.unlinked(),
                Map.copyOf(discrepancies),
                List.of(),
                ended == null ? 0 : Duration.between(entry.startedAt(), ended).toMillis() / 1000.0);
    }

    /** A page of rows in quarantine. */
    Answers.Problems problems(ImportGrant who, String importId, int first, @Nullable String after) {
        if (entry(who, importId) == null) {
            if (jobs.find(importId).filter(job -> maySee(who, job)).isEmpty()) {
                throw RequestRefused.notFound();
            }
            return new Answers.Problems(List.of(), null);
        }
        var rows = ledger.quarantined(importId, after == null ? null : place(after), first + 1);
        var page = rows.subList(0, Math.min(first, rows.size()));
        return new Answers.Problems(
                page.stream()
                        .map(row -> new Answers.QuarantinedRow(row.file(), row.line(), row.code(), row.reason()))
                        .toList(),
                rows.size() > first ? cursor(page.getLast()) : null);
    }

    private static String cursor(Quarantined row) {
        var place = row.line() + "\n" + row.code() + "\n" + row.file();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private static Quarantined place(String cursor) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\n", 3);
            return new Quarantined(parts[2], Long.parseLong(parts[0]), parts[1], "");
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException invented) {
            throw new RequestRefused(
                    HttpStatus.BAD_REQUEST, "BAD_INPUT", "'after' is what an earlier page named as 'next'.");
        }
    }
}

package org.dermatrail.gateway.http;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.dermatrail.connectors.Connector;
import org.dermatrail.connectors.SourceFault;
import org.dermatrail.connectors.mapping.Mappings;
import org.dermatrail.gateway.edge.ImportLedger;
import org.dermatrail.gateway.grant.ImportGrant;
import org.dermatrail.gateway.intake.Import;
import org.dermatrail.gateway.intake.ImportReport;
import org.dermatrail.gateway.intake.ImportStopped;
import org.dermatrail.gateway.intake.ImportTurn;
import org.dermatrail.gateway.upload.Upload;
import org.dermatrail.gateway.upload.UploadFolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Runs imports that a browser asked for, one at a time, and remembers the last of them.
 *
 * <p>Laws: an import is in the audit log before it begins; an upload is dropped once it was read to its end, and kept where
 * the import was cut off, so that it can go on; closing lets the rows under way end first. Thread-safe.
 */
final class ImportJobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ImportJobs.class);
    private static final int REMEMBERED = 50;
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(1);

    private final Import imports;
    private final ImportTurn turn;
    private final ImportLedger ledger;
    private final UploadFolder uploads;
    private final BooleanSupplier visible;
    private final Supplier<String> ids;
    private final Clock clock;
    private final ImportAudit audit;
    private final Map<String, ImportJob> jobs = new LinkedHashMap<>();
    private @Nullable ImportJob current;
    private @Nullable Thread thread;

    ImportJobs(
            Import imports,
            ImportTurn turn,
            ImportLedger ledger,
            UploadFolder uploads,
            BooleanSupplier visible,
            Supplier<String> ids,
            Clock clock,
            ImportAudit audit) {
        this.imports = imports;
        this.turn = turn;
        this.ledger = ledger;
        this.uploads = uploads;
        this.visible = visible;
        this.ids = ids;
        this.clock = clock;
        this.audit = audit;
    }

    /** Begins an import and returns its id, once it is known. */
    String start(Upload upload, ImportGrant who, Connector connector) {
        if (!turn.takeNow()) {
            throw new RequestRefused(
                    HttpStatus.CONFLICT, "IMPORT_RUNNING", "An import is running; wait until it has ended.");
        }
        ImportJob job = null;
        try {
            if (!uploads.hold(upload)) {
                throw RequestRefused.notFound();
            }
            var fresh = job(upload, who);
            audit.note(who, "import", what(upload, fresh), "begun", List.of());
            synchronized (this) {
                current = fresh;
                thread = Thread.ofPlatform().name("import").start(() -> run(fresh, upload, who, connector));
            }
            job = fresh;
        } finally {
            if (job == null) {
                uploads.letGo(upload);
                turn.giveBack();
            }
        }
        try {
            return job.id.join();
        } catch (CompletionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private ImportJob job(Upload upload, ImportGrant who) {
        String source = null;
        String study = null;
        try {
            var said = Mappings.read(upload.request().mapping()).source();
            source = said.issuer();
            study = said.studyId();
        } catch (SourceFault mapping) {
            LOG.debug("the import will say what is wrong with the mapping: {}", mapping.code());
        }
        return new ImportJob(who.account(), source, study, clock.instant().toString(), this::begun);
    }

    private static String what(Upload upload, ImportJob job) {
        return "table for study " + (job.study == null ? "that is not known" : job.study) + " by " + upload.mapping();
    }

    private void begun(ImportJob job, String importId) {
        turn.runs(importId);
        ledger.broughtBy(importId, job.account);
        remember(job, importId);
    }

    private void remember(ImportJob job, String importId) {
        synchronized (this) {
            jobs.remove(importId);
            jobs.put(importId, job);
            if (jobs.size() > REMEMBERED) {
                jobs.remove(jobs.keySet().iterator().next());
            }
        }
        job.id.complete(importId);
    }

    private void run(ImportJob job, Upload upload, ImportGrant who, Connector connector) {
        var outcome = outcome(job, upload, connector);
        if (!job.id.isDone()) {
            remember(job, ids.get());
        }
        uploads.letGo(upload);
        if (outcome.state() == ImportState.FINISHED) {
            uploads.drop(upload);
        }
        audit.noteEnd(who, what(upload, job), inWords(outcome), List.of(job.id.join()));
        turn.giveBack();
        job.end(outcome);
    }

    private ImportJob.Outcome outcome(ImportJob job, Upload upload, Connector connector) {
        try {
            var report = imports.run(connector, upload.request(), job);
            report = visible.getAsBoolean() ? report : notVisible(report);
            return new ImportJob.Outcome(report.complete() ? ImportState.FINISHED : ImportState.STOPPED, report, null);
        } catch (SourceFault fault) {
            return failed(ImportState.FAILED, fault.code(), upload.withoutPlaces(fault.sentence()));
        } catch (ImportStopped stopped) {
            LOG.warn("An import was cut off", stopped);
            return failed(ImportState.STOPPED, stopped.code(), upload.withoutPlaces(stopped.sentence()));
        } catch (RuntimeException | Error bug) {
            LOG.error("unexpected in an import", bug);
            return failed(
                    ImportState.FAILED,
                    "INTERNAL",
                    "This should not have happened; please report it with the server's log.");
        }
    }

    private static ImportJob.Outcome failed(ImportState state, String code, String sentence) {
        return new ImportJob.Outcome(state, null, new Answers.Fault(code, sentence));
    }

    private static ImportReport notVisible(ImportReport report) {
        return report.remarking(
                "What was imported is stored but cannot be asked about yet; see 'status', then 'rebuild'.");
    }

    private static String inWords(ImportJob.Outcome outcome) {
        var report = outcome.report();
        var fault = outcome.fault();
        return outcome.state()
                + (report == null
                        ? ""
                        : ": " + report.recorded() + " recorded, " + report.corrected() + " corrected, "
                                + report.quarantined() + " in quarantine")
                + (fault == null ? "" : ": " + fault.code());
    }

    /** The import where it ran since the start of this process, and not too many others since. */
    synchronized Optional<ImportJob> find(String importId) {
        return Optional.ofNullable(jobs.get(importId));
    }

    /** Those that could not begin, which the ledger does not know, with their ids. */
    synchronized Map<String, ImportJob> all() {
        return new LinkedHashMap<>(jobs);
    }

    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            if (current != null) {
                current.stop();
            }
            running = thread;
        }
        if (running != null) {
            try {
                if (!running.join(ENDS_WITHIN)) {
                    LOG.warn("An import did not end in time; it goes on when its table is imported again");
                }
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

package org.dermatrail.gateway.intake;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.dermatrail.connectors.Connector;
import org.dermatrail.connectors.Source;
import org.dermatrail.connectors.SourceFault;
import org.dermatrail.connectors.SourceHappening;
import org.dermatrail.connectors.SourceRemarks;
import org.dermatrail.connectors.SourceRequest;
import org.dermatrail.domain.discrepancy.DisputedField;
import org.dermatrail.gateway.edge.EdgeFailure;
import org.dermatrail.gateway.edge.HappeningBook;
import org.dermatrail.gateway.edge.ImportLedger;
import org.dermatrail.gateway.edge.Pictures;
import org.dermatrail.gateway.edge.RowDigest;
import org.dermatrail.gateway.edge.SourceMap;
import org.dermatrail.pseudonymization.vault.Vault;
import org.dermatrail.pseudonymization.vault.VaultFault;

/**
 * Brings a source into the registry.
 *
 * <p>Laws: what {@link ImportWatcher#acknowledged} was told of is durable; a row is never half there; the same source
 * read twice records nothing the second time; an import that was cut off goes on under its own id. Memory is bounded
 * by a few batches, whatever the size of the source. One import runs at a time.
 */
public final class Import {

    private static final int MOST_BATCHES_UNDER_WAY = 4;

    private final SourceMap map;
    private final ImportLedger ledger;
    private final Vault vault;
    private final Pictures pictures;
    private final CommandDoor door;
    private final StudyDirectory studies;
    private final Pace pace;
    private final LesionDirectory registers;
    private final Supplier<String> ids;
    private final Clock clock;

    /**
     * Wires the door to what it stands on.
     *
     * @param severalStreamsAtOnce whether the event store takes the events of several rows as one append; else rows are
     *     appended one by one
     */
    public Import(
            SourceMap map,
            Vault vault,
            Pictures pictures,
            CommandGateway commands,
            StudyDirectory studies,
            LesionDirectory registers,
            Pace pace,
            Supplier<String> ids,
            Clock clock,
            boolean severalStreamsAtOnce) {
        this.map = map;
        this.ledger = new ImportLedger(map);
        this.vault = vault;
        this.pictures = pictures;
        this.door = new CommandDoor(commands, severalStreamsAtOnce);
        this.studies = studies;
        this.pace = pace;
        this.registers = registers;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Imports a source from start to end, or until the watcher asks to stop.
     *
     * @throws SourceFault where the source as a whole cannot be used; nothing of it was taken then
     * @throws ImportStopped where the registry could not take more; the same request goes on later
     */
    public synchronized ImportReport run(Connector connector, SourceRequest request, ImportWatcher watcher) {
        long start = System.nanoTime();
        try (var source = connector.open(request)) {
            var sites = Sites.of(source.description(), studies, door);
            var fingerprint = RowDigest.ofFiles(connector.textOf(request));
            var unfinished = ledger.unfinished(source.description().issuer(), fingerprint);
            var importId = unfinished == null ? begin(source, fingerprint) : unfinished.importId();
            watcher.begun(importId);
            var run = new Run(source, importId, sites, watcher);
            boolean complete = run.toTheEnd();
            if (complete) {
                ledger.end(importId, ImportLedger.State.FINISHED, clock.instant(), run.received);
            }
            return report(run, unfinished != null, complete, (System.nanoTime() - start) / 1e9);
        } catch (IOException e) {
            throw new SourceFault("SOURCE_NOT_READABLE", "The source cannot be read on: " + e.getMessage());
        } catch (VaultFault e) {
            throw new ImportStopped(e.code().name(), e.getMessage() + " Start the import again to go on.", e);
        } catch (EdgeFailure e) {
            throw new ImportStopped("EDGE_UNAVAILABLE", e.getMessage() + "; start the import again to go on", e);
        }
    }

    private String begin(Source source, String fingerprint) {
        var description = source.description();
        var entry = new ImportLedger.Entry(
                ids.get(),
                description.issuer(),
                description.studyId(),
                ImportLedger.State.RUNNING,
                clock.instant(),
                null);
        ledger.start(entry, fingerprint);
        return entry.importId();
    }

    private ImportReport report(Run run, boolean resumed, boolean complete, double seconds) {
        var tally = ledger.tally(run.importId);
        var discrepancies = new TreeMap<String, Long>();
        for (var field : DisputedField.values()) {
            discrepancies.put(field.wireName(), tally.discrepancies().getOrDefault(field.wireName(), 0L));
        }
        return new ImportReport(
                run.importId,
                resumed,
                complete,
                run.received,
                tally.recorded(),
                tally.corrected(),
                run.duplicates,
                tally.quarantined(),
                tally.lesions(),
                tally.unlinked(),
                new HappeningBook(map).acknowledged(run.importId),
                Map.copyOf(discrepancies),
                inWords(run.source.remarks()),
                seconds);
    }

    private static List<String> inWords(SourceRemarks remarks) {
        var words = new ArrayList<String>();
        if (!remarks.unusedColumns().isEmpty()) {
            words.add("Columns the mapping takes nothing from: " + String.join(", ", remarks.unusedColumns()));
        }
        remarks.unmatchedSideRows().forEach((table, rows) -> {
            if (rows > 0) {
                words.add("Rows of side table '" + table + "' that belong to no row: " + rows);
            }
        });
        return words;
    }

    /** One reading of one source. */
    private final class Run {
        private final Source source;
        private final String importId;
        private final ImportWatcher watcher;
        private final Receiving receiving;
        private final Planner planner;
        private final Happenings happenings;
        private long received;
        private long duplicates;
        private long landed;

        Run(Source source, String importId, Sites sites, ImportWatcher watcher) {
            this.source = source;
            this.importId = importId;
            this.watcher = watcher;
            this.receiving = new Receiving(source, vault, pictures, sites);
            this.planner = new Planner(map, source.description(), importId, ids, registers);
            this.happenings = new Happenings(map, vault, door, source.description(), importId, ids);
        }

        /** Reads on while the batch before is stored and those before it are carried out; whether the end was reached. */
        boolean toTheEnd() throws IOException {
            try (var lanes = Executors.newVirtualThreadPerTaskExecutor();
                    var dispatcher = Executors.newSingleThreadExecutor();
                    var decoders = Executors.newFixedThreadPool(
                            Math.max(1, Runtime.getRuntime().availableProcessors()));
                    var storing = new Storing(pictures)) {
                var dispatch = new Dispatch(door, lanes);
                var underWay = new ArrayDeque<Storing.Begun>();
                boolean stopped = false;
                for (var batch = receiving.next(); !batch.isEmpty() && !stopped; batch = receiving.next()) {
                    var prepared = prepare(batch, decoders);
                    received += batch.size();
                    pace.keep();
                    underWay.add(storing.begin(prepared.pictures(), () -> {
                        var started = dispatch.start(prepared.plans());
                        return dispatcher.submit(() -> land(started, prepared.progress()));
                    }));
                    if (underWay.size() == MOST_BATCHES_UNDER_WAY) {
                        underWay.remove().await();
                    }
                    if (!batch.happenings().isEmpty()) {
                        landAll(underWay);
                        takeUp(batch.happenings(), lanes);
                    }
                    stopped = watcher.stopRequested();
                }
                landAll(underWay);
                return !stopped;
            }
        }

        private static void landAll(ArrayDeque<Storing.Begun> underWay) {
            while (!underWay.isEmpty()) {
                underWay.remove().await();
            }
        }

        private void takeUp(List<SourceHappening> stated, ExecutorService lanes) {
            var result = happenings.takeUp(stated, lanes);
            duplicates += result.repeated();
            synchronized (map.lock()) {
                result.unusable().forEach(item -> ledger.quarantine(importId, item));
                map.commit();
            }
        }

        private Prepared prepare(Receiving.Batch batch, ExecutorService decoders) {
            synchronized (map.lock()) {
                var fit = new ArrayList<Judging.Needed>();
                var repeated = 0;
                for (var item : batch.unusable()) {
                    ledger.quarantine(importId, item);
                }
                planner.foresee(batch.rows());
                for (var row : batch.rows()) {
                    switch (planner.judge(row)) {
                        case Planner.Verdict.Duplicate duplicate -> repeated++;
                        case Planner.Verdict.Unusable unusable -> ledger.quarantine(importId, unusable.item());
                        case Planner.Verdict.ToDo todo -> fit.add(new Judging.Needed(row, todo.known()));
                    }
                }
                duplicates += repeated;
                var judged = new Judging(pictures, decoders).judge(fit);
                judged.unusable().forEach(item -> ledger.quarantine(importId, item));
                var plans = planAll(judged.fit());
                map.commit();
                return new Prepared(plans, judged.pictures(), new Progress(source.bytesRead(), batch.size()));
            }
        }

        private List<RowPlan> planAll(List<Judging.Fit> rows) {
            var plans = new ArrayList<RowPlan>();
            for (var fit : rows) {
                // Rows of one batch can share an id, or give one lesion to two participants; the first is planned.
                var received = fit.row().received();
                switch (planner.objection(received)) {
                    case null -> plans.add(planner.plan(received, fit.row().known(), fit.pictures()));
                    case Planner.Verdict.Unusable unusable -> ledger.quarantine(importId, unusable.item());
                    case Planner.Verdict.Duplicate duplicate -> duplicates++;
                    case Planner.Verdict.ToDo todo -> throw new IllegalStateException("a repeated row needs no doing");
                }
            }
            return plans;
        }

        private void land(Dispatch.Started started, Progress progress) {
            var result = started.await();
            var issuer = source.description().issuer();
            synchronized (map.lock()) {
                var recorded = new ArrayList<String>();
                for (var plan : result.accepted()) {
                    var sourceId = plan.row().sourceCaptureId();
                    switch (plan.kind()) {
                        case NEW -> recorded.add(sourceId);
                        case CORRECTION -> {
                            map.acknowledge(issuer, sourceId, plan.digest(), importId);
                            map.corrected(importId, plan.captureId());
                        }
                        case RESTORED -> {
                            map.acknowledge(issuer, sourceId, plan.digest(), importId);
                            map.adopt(issuer, sourceId, importId);
                        }
                    }
                }
                map.acknowledge(issuer, recorded);
                result.refused().forEach(refused -> ledger.quarantine(importId, refused.item()));
                planner.landed(
                        result.accepted(),
                        result.refused().stream().map(Dispatch.Refused::plan).toList());
                map.commit();
            }
            for (var plan : result.accepted()) {
                watcher.acknowledged(
                        plan.row().sourceCaptureId(),
                        plan.captureId(),
                        plan.kind().name());
            }
            landed += progress.rows();
            watcher.progress(landed, progress.bytesRead(), source.bytesInAll());
        }
    }

    /** A batch whose ids are reserved; its pictures are not stored yet. */
    private record Prepared(List<RowPlan> plans, List<Pictures.Judged> pictures, Progress progress) {}

    /** How much of the source a batch was, and how far it came. */
    private record Progress(long bytesRead, long rows) {}
}

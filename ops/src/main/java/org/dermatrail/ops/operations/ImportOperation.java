package org.dermatrail.ops.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dermatrail.connectors.Connectors;
import org.dermatrail.connectors.SourceFault;
import org.dermatrail.connectors.SourceRequest;
import org.dermatrail.gateway.intake.ImportReport;
import org.dermatrail.gateway.intake.ImportStopped;
import org.dermatrail.gateway.intake.ImportTurn;
import org.dermatrail.gateway.intake.ImportWatcher;
import org.dermatrail.ops.registry.Registry;
import org.dermatrail.projections.record.Outage;
import org.jspecify.annotations.Nullable;

/** Imports a source, waits until it can be asked about, and reports what came of each row. */
public final class ImportOperation implements Operation {

    private static final int SHOWN_ROWS = 20;
    private static final Duration VISIBLE_WITHIN = Duration.ofMinutes(30);

    @Override
    public String name() {
        return "import";
    }

    @Override
    public Result run(Registry registry, Arguments arguments, Progress progress) {
        var joins = new LinkedHashMap<String, Path>();
        arguments.texts("joins").forEach((name, file) -> joins.put(name, Path.of(file)));
        var request = new SourceRequest(
                arguments.text("mapping"),
                Path.of(arguments.text("file")),
                joins,
                arguments.optionalPath("pictures").orElse(null));
        registry.importTurn().take();
        try {
            return inTurn(registry, request, arguments, progress);
        } finally {
            registry.importTurn().giveBack();
        }
    }

    private static Result inTurn(Registry registry, SourceRequest request, Arguments arguments, Progress progress) {
        long start = System.nanoTime();
        try (var receipts = Receipts.open(arguments.optionalPath("receipts").orElse(null))) {
            var connector = Connectors.named(arguments.optionalText("connector").orElse("table"));
            var report =
                    registry.imports().run(connector, request, new Watcher(progress, receipts, registry.importTurn()));
            boolean visible = registry.awaitVisible(VISIBLE_WITHIN);
            return result(registry, report, visible, (System.nanoTime() - start) / 1e9);
        } catch (SourceFault e) {
            return Result.refused(e.code(), e.sentence());
        } catch (ImportStopped e) {
            return Result.failed(Exit.UNAVAILABLE, e.code(), e.sentence());
        } catch (IOException e) {
            return Result.refused("RECEIPTS_NOT_WRITABLE", "The receipts cannot be written: " + e.getMessage());
        }
    }

    private static Result result(Registry registry, ImportReport report, boolean visible, double seconds) {
        var json = new LinkedHashMap<String, Object>();
        json.put("import", report.importId());
        json.put("resumed", report.resumed());
        json.put("complete", report.complete());
        json.put("received", report.received());
        json.put("recorded", report.recorded());
        json.put("corrected", report.corrected());
        json.put("duplicates", report.duplicates());
        json.put("quarantined", report.quarantined());
        json.put("lesions", report.lesions());
        json.put("unlinked", report.unlinked());
        json.put("laterStatements", report.laterStatements());
        json.put("discrepancies", new java.util.TreeMap<>(report.discrepancies()));
        var remarks = new ArrayList<>(report.remarks());
        if (!visible) {
            remarks.add("What was imported is stored but cannot be asked about yet; see 'status', then 'rebuild'.");
        }
        json.put("visible", visible);
        json.put("remarks", remarks);
        var rows = registry.ledger().quarantined(report.importId(), SHOWN_ROWS);
        var shown = new ArrayList<Map<String, Object>>();
        for (var row : rows) {
            var each = new LinkedHashMap<String, Object>();
            each.put("file", row.file());
            each.put("row", row.line());
            each.put("code", row.code());
            each.put("reason", row.reason());
            shown.add(each);
        }
        json.put("quarantine", shown);
        json.put("seconds", Math.round(seconds * 1000) / 1000.0);
        var lines = lines(report, remarks, shown, seconds);
        var outage = visible ? Optional.<Outage>empty() : registry.readSideOutage();
        if (outage.isPresent()) {
            var sentence = "What was imported is stored, but " + Outages.inWords(outage.get());
            json.put("error", Outages.READ_SIDE_UNAVAILABLE);
            json.put("message", sentence);
            lines.add(sentence + " [" + Outages.READ_SIDE_UNAVAILABLE + "]");
            return new Result(Exit.UNAVAILABLE, json, lines);
        }
        return new Result(exit(report), json, lines);
    }

    private static Exit exit(ImportReport report) {
        if (!report.complete()) {
            return Exit.INTERRUPTED;
        }
        return report.quarantined() > 0 ? Exit.DONE_WITH_QUARANTINE : Exit.DONE;
    }

    private static List<String> lines(
            ImportReport report, List<String> remarks, List<Map<String, Object>> quarantine, double seconds) {
        var lines = new ArrayList<String>();
        lines.add("Import " + report.importId()
                + (report.complete() ? (report.resumed() ? " resumed and finished" : " finished") : " interrupted"));
        lines.add(String.format(
                Locale.ROOT,
                "  %,d rows: %,d captures recorded, %,d corrected, %,d known already, %,d in quarantine",
                report.received(),
                report.recorded(),
                report.corrected(),
                report.duplicates(),
                report.quarantined()));
        lines.add(String.format(
                Locale.ROOT,
                "  %,d lesions identified, %,d captures without a lesion",
                report.lesions(),
                report.unlinked()));
        if (report.laterStatements() > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %,d later statements taken up: findings, procedures, changes of status",
                    report.laterStatements()));
        }
        report.discrepancies().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> lines.add(String.format(
                        Locale.ROOT,
                        "  %,d contradictions on %s wait for a person",
                        entry.getValue(),
                        entry.getKey())));
        remarks.forEach(remark -> lines.add("  " + remark));
        quarantine.forEach(row -> lines.add("  " + row.get("file") + ", row " + row.get("row") + ": "
                + row.get("reason") + " [" + row.get("code") + "]"));
        if (report.quarantined() > quarantine.size()) {
            lines.add("  and " + (report.quarantined() - quarantine.size()) + " more rows in quarantine");
        }
        lines.add(String.format(Locale.ROOT, "  %.1f s, %,.0f rows/s", seconds, report.received() / seconds));
        if (!report.complete()) {
            lines.add("  Start the same command again to go on.");
        }
        return lines;
    }

    private record Watcher(Progress progress, Receipts receipts, ImportTurn turn) implements ImportWatcher {

        @Override
        public void begun(String importId) {
            turn.runs(importId);
        }

        @Override
        public void progress(long rows, long bytes, long bytesInAll) {
            receipts.flush();
            progress.step("rows", rows, bytesInAll == 0 ? 1 : (double) bytes / bytesInAll);
        }

        @Override
        public void acknowledged(String sourceCaptureId, String captureId, String kind) {
            receipts.write(sourceCaptureId, captureId, kind);
        }

        @Override
        public boolean stopRequested() {
            return progress.stopRequested();
        }
    }

    /** One line a row that was acknowledged. */
    private record Receipts(@Nullable Writer out) implements AutoCloseable {

        static Receipts open(@Nullable Path file) throws IOException {
            if (file == null) {
                return new Receipts(null);
            }
            boolean goesOn = Files.exists(file) && Files.size(file) > 0;
            var out = Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (goesOn && !endsALine(file)) {
                // An import that was killed may have left half a line; the next receipt must not be joined to it.
                out.write('\n');
            }
            return new Receipts(out);
        }

        private static boolean endsALine(Path file) throws IOException {
            try (var bytes = Files.newByteChannel(file)) {
                bytes.position(bytes.size() - 1);
                var last = ByteBuffer.allocate(1);
                return bytes.read(last) == 1 && last.get(0) == '\n';
            }
        }

        void write(String sourceCaptureId, String captureId, String kind) {
            if (out == null) {
                return;
            }
            try {
                out.write(sourceCaptureId + "\t" + captureId + "\t" + kind + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException("the receipts cannot be written", e);
            }
        }

        void flush() {
            if (out == null) {
                return;
            }
            try {
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("the receipts cannot be written", e);
            }
        }

        @Override
        public void close() throws IOException {
            if (out != null) {
                out.close();
            }
        }
    }
}

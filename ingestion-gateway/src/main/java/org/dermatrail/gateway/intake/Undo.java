package org.dermatrail.gateway.intake;

import java.time.Clock;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.dermatrail.domain.Outcome;
import org.dermatrail.domain.Refusal;
import org.dermatrail.domain.capture.CaptureCommand.WithholdCapture;
import org.dermatrail.domain.capture.WithholdingReason;
import org.dermatrail.gateway.edge.HappeningBook;
import org.dermatrail.gateway.edge.ImportLedger;
import org.dermatrail.gateway.edge.KnownCapture;
import org.dermatrail.gateway.edge.SourceMap;

/**
 * Takes an import back: its captures are withheld by event, and nothing is deleted.
 *
 * <p>Law: may be repeated and resumed; importing the same source again releases the captures. Corrections the import made
 * to captures of earlier imports stay, as do later statements it took up; both are counted in the report.
 */
public final class Undo {

    private static final int BATCH = 1000;

    /**
     * What was taken back.
     *
     * @param importId the import
     * @param withheld captures withheld
     * @param correctionsLeft corrections of earlier captures that stay as they are
     * @param laterStatementsLeft later statements (findings, procedures, withdrawals) that stay: they are not of its captures
     */
    public record Report(String importId, long withheld, long correctionsLeft, long laterStatementsLeft) {}

    private final ImportLedger ledger;
    private final HappeningBook happenings;
    private final CommandDoor door;
    private final Clock clock;

    /** Wires the undoing. */
    public Undo(SourceMap map, CommandGateway commands, Clock clock) {
        this.ledger = new ImportLedger(map);
        this.happenings = new HappeningBook(map);
        this.door = new CommandDoor(commands, false);
        this.clock = clock;
    }

    /** Takes an import back; refused where there is no such import. */
    public Outcome run(String importId, Consumer<Report> reader) {
        var entry = ledger.find(importId);
        if (entry == null) {
            return new Refusal(
                    "IMPORT_UNKNOWN", "There is no import '" + importId + "'; 'status' lists the imports there are.");
        }
        long withheld = 0;
        try (var lanes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var batch = ledger.captures(importId, KnownCapture.State.RECORDED, BATCH);
                    !batch.isEmpty();
                    batch = ledger.captures(importId, KnownCapture.State.RECORDED, BATCH)) {
                var underWay = new ArrayList<Future<?>>();
                for (var capture : batch) {
                    underWay.add(lanes.submit(() ->
                            door.send(new WithholdCapture(capture.captureId(), WithholdingReason.IMPORT_UNDONE))));
                }
                underWay.forEach(Waiting::on);
                ledger.withheld(entry.source(), batch);
                withheld += batch.size();
            }
        }
        ledger.end(importId, ImportLedger.State.UNDONE, clock.instant(), null);
        reader.accept(
                new Report(importId, withheld, ledger.tally(importId).corrected(), happenings.acknowledged(importId)));
        return Outcome.accept();
    }
}

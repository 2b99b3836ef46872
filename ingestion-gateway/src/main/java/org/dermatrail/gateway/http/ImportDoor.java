package org.dermatrail.gateway.http;

import java.time.Clock;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.dermatrail.domain.audit.AuditLog;
import org.dermatrail.gateway.edge.ImportLedger;
import org.dermatrail.gateway.edge.SourceMap;
import org.dermatrail.gateway.intake.Import;
import org.dermatrail.gateway.intake.ImportTurn;
import org.dermatrail.gateway.upload.UploadFolder;
import org.dermatrail.gateway.upload.UploadSettings;
import org.dermatrail.pseudonymization.vault.Vault;

/**
 * The door for browsers, wired: what answers at {@code /imports}, and what runs behind it.
 *
 * <p>Law: at most one is open on a folder of uploads; closing it stops the import that runs. Thread-safe.
 */
public final class ImportDoor implements AutoCloseable {

    private final ImportJobs jobs;
    private final ImportController controller;

    /**
     * What the door stands on.
     *
     * @param imports brings sources in
     * @param turn whose turn it is
     * @param map the centre's source map
     * @param vault who is who
     * @param audit where everything is written down first
     * @param visible waits until what was imported can be asked about; whether that was so in time
     * @param ids makes ids of imports that could not begin
     * @param clock tells the time
     */
    public record Footing(
            Import imports,
            ImportTurn turn,
            SourceMap map,
            Vault vault,
            AuditLog audit,
            BooleanSupplier visible,
            Supplier<String> ids,
            Clock clock) {}

    /** Opens the door to these importers, keeping uploads as the settings say. */
    public ImportDoor(Footing footing, Importers importers, UploadSettings settings) {
        var ledger = new ImportLedger(footing.map());
        var uploads = UploadFolder.open(settings, UUID::randomUUID);
        var audit = new ImportAudit(footing.audit(), footing.clock());
        this.jobs = new ImportJobs(
                footing.imports(),
                footing.turn(),
                ledger,
                uploads,
                footing.visible(),
                footing.ids(),
                footing.clock(),
                audit);
        this.controller = new ImportController(
                importers,
                uploads,
                jobs,
                new ImportBook(ledger, jobs, footing.turn()),
                audit,
                footing.map(),
                footing.vault());
    }

    /** What answers requests, to be registered with Spring. */
    public ImportController controller() {
        return controller;
    }

    @Override
    public void close() {
        jobs.close();
    }
}

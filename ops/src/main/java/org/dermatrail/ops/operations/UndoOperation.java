package org.dermatrail.ops.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.dermatrail.domain.Refusal;
import org.dermatrail.gateway.intake.ImportStopped;
import org.dermatrail.gateway.intake.Undo;
import org.dermatrail.ops.registry.Registry;

/** Takes an import back. */
public final class UndoOperation implements Operation {

    @Override
    public String name() {
        return "undo";
    }

    @Override
    public Result run(Registry registry, Arguments arguments, Progress progress) {
        var report = new AtomicReference<Undo.Report>();
        try {
            if (registry.undo().run(arguments.text("import"), report::set) instanceof Refusal refusal) {
                return Result.refused(refusal.code(), refusal.sentence());
            }
        } catch (ImportStopped e) {
            return Result.failed(Exit.UNAVAILABLE, e.code(), e.sentence());
        }
        registry.awaitVisible(Duration.ofMinutes(10));
        var done = report.get();
        var json = new LinkedHashMap<String, Object>();
        json.put("import", done.importId());
        json.put("withheld", done.withheld());
        json.put("correctionsLeft", done.correctionsLeft());
        json.put("laterStatementsLeft", done.laterStatementsLeft());
        var lines = new ArrayList<>(List.of(
                "Import " + done.importId() + " undone: " + done.withheld() + " captures withheld, nothing deleted.",
                done.correctionsLeft() == 0
                        ? "Importing the same table again brings them back."
                        : done.correctionsLeft()
                                + " corrections of earlier captures stay; import the earlier table"
                                + " again to take them back."));
        if (done.laterStatementsLeft() > 0) {
            lines.add(done.laterStatementsLeft()
                    + " later statements (findings, procedures, changes of status, withdrawn consents) stay.");
        }
        return Result.done(json, lines);
    }
}

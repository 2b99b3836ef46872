package org.dermatrail.ops.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dermatrail.connectors.Connectors;
import org.dermatrail.connectors.SourceRequest;
import org.dermatrail.gateway.intake.ImportWatcher;
import org.dermatrail.ops.registry.DataFolder;
import org.dermatrail.ops.registry.Registry;

final class Spike {
    public static void main(String[] a) throws Exception {
        var joins = new LinkedHashMap<String, Path>();
        for (int i = 3; i < a.length; i++) {
            var p = a[i].split("=", 2);
            joins.put(p[0], Path.of(p[1]));
        }
        try (var r = Registry.open(new DataFolder(Path.of(a[0])))) {
            for (int k = 0; k < 2; k++) {
                long t = System.nanoTime();
                var report = r.imports().run(Connectors.named("table"), new SourceRequest(a[1], Path.of(a[2]), joins, null), ImportWatcher.NONE);
                System.err.println(report);
                long t2 = System.nanoTime();
                System.err.println(r.awaitVisible(Duration.ofMinutes(2)) + " import " + (t2 - t) / 1e9 + " visible " + (System.nanoTime() - t) / 1e9 + " events " + r.engine().lastPosition());
            }
        }
    }
}

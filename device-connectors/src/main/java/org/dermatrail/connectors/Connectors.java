package org.dermatrail.connectors;

import java.util.List;
import org.dermatrail.connectors.table.TableConnector;

/** The connectors there are; a new one adds its line. */
public final class Connectors {

    private Connectors() {}

    /** All connectors. */
    public static List<Connector> all() {
        return List.of(new TableConnector());
    }
}

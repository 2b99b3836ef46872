package org.dermatrail.connectors;

import java.util.List;
import org.dermatrail.connectors.synthetic.SyntheticConnector;
import org.dermatrail.connectors.table.TableConnector;

/** The connectors there are; a new one adds its line. */
public final class Connectors {

    private Connectors() {}

    /** All connectors. */
    public static List<Connector> all() {
        return List.of(new TableConnector(), new SyntheticConnector());
    }

    /** The connector of that name. */
    public static Connector named(String name) {
        return all().stream()
                .filter(connector -> connector.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new SourceFault("CONNECTOR_UNKNOWN", "There is no connector '" + name + "'."));
    }
}

package org.dermatrail.connectors.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.dermatrail.connectors.Connector;
import org.dermatrail.connectors.ConnectorConformance;
import org.dermatrail.connectors.Connectors;
import org.junit.jupiter.api.Test;

class TableConnectorTest extends ConnectorConformance {

    @Override
    protected Connector connector() {
        return new TableConnector();
    }

    @Override
    protected Example writeExample(Path folder) {
        String table = Tables.HEADER
                + Tables.ROW
                + "secret-2,p1,l1,basel,dermatoscope,forty,f,BACK,LEFT,12,NV,cross,10\n"
                + "secret-3,p1,l1,basel,camera,,?,,,,,,\n"
                + "too,short\n"
                + "secret-4,p2,,basel,皮肤CT,80.0,m,,,-3,,,\n";
        return new Example(
                Tables.request(folder, Tables.MAPPING, table),
                List.of("i1", "secret-3", "secret-4"),
                List.of("AGE_UNUSABLE", "CELL_COUNT"));
    }

    @Test
    void is_among_the_connectors_there_are() {
        assertThat(Connectors.all()).extracting(Connector::name).contains("table");
    }
}

package org.dermatrail.connectors.table;

import java.io.IOException;
import org.dermatrail.connectors.Connector;
import org.dermatrail.connectors.Source;
import org.dermatrail.connectors.SourceFault;
import org.dermatrail.connectors.SourceRequest;
import org.dermatrail.connectors.mapping.Mappings;
import org.dermatrail.connectors.mapping.TableMapping;

/**
 * Reads any delimited table with optional side tables and pictures, as a mapping says. Thread-safe.
 *
 * <p>The main table is walked through once at opening, so that bad encoding or a quote that is never closed is known
 * before its first row is taken; it is a fault later only where the file changes while it is read.
 */
public final class TableConnector implements Connector {

    @Override
    public String name() {
        return "table";
    }

    @Override
    public Source open(SourceRequest request) {
        TableMapping mapping = Mappings.read(request.mapping());
        TableFile file = TableFile.open(request.main(), mapping.format());
        try {
            var tables = JoinedTables.open(mapping, request.joins(), file.header());
            var mapper = new RowMapper(mapping, tables, request.pictures());
            TableFile.refuseUnlessReadableToItsEnd(request.main(), mapping.format());
            var columns = ColumnMeanings.of(
                    mapping, file.header().columns(), request.joins().keySet());
            return new TableSource(mapping.source(), file, tables, mapper, columns);
        } catch (SourceFault unusable) {
            try (file) {
                throw unusable;
            } catch (IOException closing) {
                throw FileHead.unreadable(request.main());
            }
        }
    }
}

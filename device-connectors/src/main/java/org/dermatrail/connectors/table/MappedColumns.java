package org.dermatrail.connectors.table;

import java.util.ArrayList;
import java.util.List;
import org.dermatrail.connectors.mapping.ColumnRef;
import org.dermatrail.connectors.mapping.FieldRule;
import org.dermatrail.connectors.mapping.TableMapping;
import org.jspecify.annotations.Nullable;

/** Lists the columns that a mapping's rules read, so that a side table keeps no others. */
final class MappedColumns {

    private MappedColumns() {}

    static List<ColumnRef> of(TableMapping mapping) {
        var columns = new ArrayList<ColumnRef>();
        var stated = mapping.stated();
        add(columns, stated.site());
        add(columns, stated.modality());
        add(columns, stated.sex());
        add(columns, stated.anatomicSite());
        add(columns, stated.laterality());
        add(columns, stated.diagnosis());
        add(columns, stated.confirmation());
        if (stated.ageYears() != null) {
            columns.add(stated.ageYears());
        }
        if (stated.day() != null) {
            columns.add(stated.day());
        }
        stated.parameters().forEach(parameter -> columns.add(parameter.at()));
        return List.copyOf(columns);
    }

    private static void add(List<ColumnRef> columns, @Nullable FieldRule<?> rule) {
        switch (rule) {
            case FieldRule.Mapped<?> mapped -> columns.add(mapped.at());
            case FieldRule.OneHot<?> oneHot -> columns.addAll(oneHot.columns().keySet());
            case FieldRule.Constant<?> constant -> {}
            case null -> {}
        }
    }
}

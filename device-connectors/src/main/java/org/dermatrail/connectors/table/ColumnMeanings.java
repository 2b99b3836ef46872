package org.dermatrail.connectors.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dermatrail.connectors.SourceColumn;
import org.dermatrail.connectors.mapping.ColumnRef;
import org.dermatrail.connectors.mapping.FieldRule;
import org.dermatrail.connectors.mapping.TableMapping;
import org.dermatrail.connectors.mapping.TableMapping.IdColumns;
import org.jspecify.annotations.Nullable;

/** Says of each column what the mapping takes from it. Used by one thread, once. */
final class ColumnMeanings {

    private final Map<ColumnRef, Set<String>> meanings = new LinkedHashMap<>();

    private ColumnMeanings() {}

    /** The main table's columns in their order, then those that are used of the side tables that were given. */
    static List<SourceColumn> of(TableMapping mapping, List<String> header, Collection<String> joined) {
        var said = new ColumnMeanings();
        said.addAll(mapping);
        var columns = new ArrayList<SourceColumn>();
        for (var column : header) {
            columns.add(new SourceColumn(column, said.of(null, column)));
        }
        said.meanings.forEach((at, meaning) -> {
            if (at.join() != null && joined.contains(at.join())) {
                columns.add(new SourceColumn(at.join() + "." + at.column(), String.join(",", meaning)));
            }
        });
        return List.copyOf(columns);
    }

    private @Nullable String of(@Nullable String join, String column) {
        var found = meanings.get(key(join, column));
        return found == null ? null : String.join(",", found);
    }

    private void addAll(TableMapping mapping) {
        var ids = mapping.ids();
        add("captureId", ids.capture());
        add("lesionId", ids.lesion());
        add("participantId", ids.participant());
        var stated = mapping.stated();
        add("site", stated.site());
        add("modality", stated.modality());
        add("day", stated.day());
        add("ageYears", stated.ageYears());
        add("sex", stated.sex());
        add("anatomicSite", stated.anatomicSite());
        add("laterality", stated.laterality());
        add("diagnosis", stated.diagnosis());
        add("confirmation", stated.confirmation());
        stated.parameters().forEach(parameter -> add(parameter.name(), parameter.at()));
    }

    private void add(String meaning, @Nullable IdColumns id) {
        if (id != null) {
            id.columns().forEach(column -> add(meaning, new ColumnRef(null, column, "")));
        }
    }

    private void add(String meaning, @Nullable FieldRule<?> rule) {
        switch (rule) {
            case FieldRule.Mapped<?> mapped -> add(meaning, mapped.at());
            case FieldRule.OneHot<?> oneHot -> oneHot.columns().keySet().forEach(at -> add(meaning, at));
            case FieldRule.Constant<?> constant -> {}
            case null -> {}
        }
    }

    private void add(String meaning, @Nullable ColumnRef at) {
        if (at != null) {
            meanings.computeIfAbsent(key(at.join(), at.column()), unseen -> new LinkedHashSet<>())
                    .add(meaning);
        }
    }

    private static ColumnRef key(@Nullable String join, String column) {
        return new ColumnRef(join, column, "");
    }
}

package org.dermatrail.projections.sqlite;

import java.util.ArrayList;
import java.util.List;
import org.dermatrail.projections.access.AccessFilter;

/**
 * What a caller may see, as a condition on participants.
 *
 * @param condition SQL over the columns study, site and consented of a table called {@code p}
 * @param parameters its parameters
 */
record AccessSql(String condition, List<Object> parameters) {

    static AccessSql of(AccessFilter access) {
        var sql = new StringBuilder("1=1");
        var parameters = new ArrayList<>();
        add("p.study", access.studies(), sql, parameters);
        add("p.site", access.sites(), sql, parameters);
        if (access.consentedOnly()) {
            sql.append(" AND p.consented=1");
        }
        return new AccessSql(sql.toString(), parameters);
    }

    private static void add(String column, AccessFilter.Scope scope, StringBuilder sql, List<Object> parameters) {
        if (scope instanceof AccessFilter.Only only) {
            var ids = only.ids().stream().sorted().toList();
            sql.append(" AND ")
                    .append(column)
                    .append(" IN (")
                    .append(String.join(",", ids.stream().map(id -> "?").toList()))
                    .append(')');
            parameters.addAll(ids);
        }
    }

    List<Object> with(Object... further) {
        var all = new ArrayList<>(parameters);
        all.addAll(List.of(further));
        return all;
    }
}

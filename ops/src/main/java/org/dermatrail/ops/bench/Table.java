package org.dermatrail.ops.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, a row each, with a column for each size of the registry. For one thread. */
final class Table {

    private final List<Integer> sizes = new ArrayList<>();
    private final Map<String, Map<Integer, String>> rows = new LinkedHashMap<>();
    private int size;

    /** Goes on in the column of a size. */
    void column(int captures) {
        size = captures;
        if (!sizes.contains(captures)) {
            sizes.add(captures);
        }
    }

    /** A number. */
    void number(String what, double value) {
        cell(what, String.format(Locale.ROOT, "%,.0f", value));
    }

    /** A number beside its limit. */
    void number(String what, double value, double limit) {
        cell(what, String.format(Locale.ROOT, "%,.0f of %,.0f: %.2f", value, limit, value / limit));
    }

    /** A time with its upper end, in milliseconds. */
    void millis(String what, double middle, double upper) {
        cell(what, String.format(Locale.ROOT, "%.2f / %.2f", middle, upper));
    }

    /** Something in words. */
    void cell(String what, String value) {
        var known = rows.computeIfAbsent(what, any -> new LinkedHashMap<>());
        known.put(size, value);
    }

    /** The table in Markdown, line by line. */
    List<String> lines(String heading) {
        var lines = new ArrayList<String>();
        var head = new StringBuilder("| ").append(heading).append(" |");
        var rule = new StringBuilder("|---|");
        for (int captures : sizes) {
            head.append(String.format(Locale.ROOT, " %,d captures |", captures));
            rule.append("---|");
        }
        lines.add(head.toString());
        lines.add(rule.toString());
        rows.forEach((what, values) -> {
            var line = new StringBuilder("| ").append(what).append(" |");
            sizes.forEach(captures ->
                    line.append(' ').append(values.getOrDefault(captures, "")).append(" |"));
            lines.add(line.toString());
        });
        return lines;
    }
}

package org.dermatrail.ops.operations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dermatrail.projections.disclosure.CohortAnswer;
import org.dermatrail.projections.disclosure.Count;
import org.dermatrail.projections.record.AsOf;

/** Writes cohort answers for machines and for people. */
final class CohortAnswers {

    private CohortAnswers() {}

    static Map<String, Object> json(CohortAnswer answer, AsOf asOf) {
        var json = new LinkedHashMap<String, Object>();
        json.put("position", Position.of(asOf));
        json.put("participants", value(answer.participants()));
        json.put("lesions", value(answer.lesions()));
        json.put("captures", value(answer.captures()));
        json.put("withheld", value(answer.withheldCaptures()));
        json.put("suppressed", answer.suppressed());
        json.put("parked", answer.parked());
        var facets = new LinkedHashMap<String, Object>();
        for (var facet : answer.facets()) {
            facets.put(key(facet, facets), facet(facet));
        }
        json.put("facets", facets);
        return json;
    }

    /** A facet is known by its field; where a field is asked for twice, the level is added. */
    private static String key(CohortAnswer.FacetAnswer facet, Map<String, Object> taken) {
        var name = facet.facet().field().wireName();
        return taken.containsKey(name) ? name + "@" + facet.facet().level() : name;
    }

    private static Map<String, Object> facet(CohortAnswer.FacetAnswer facet) {
        var json = new LinkedHashMap<String, Object>();
        json.put("level", facet.facet().level().name());
        var buckets = new LinkedHashMap<String, Object>();
        facet.buckets().forEach(bucket -> buckets.put(bucket.value(), value(bucket.count())));
        json.put("buckets", buckets);
        json.put("missing", value(facet.missing()));
        json.put("hidden", facet.hiddenBuckets());
        json.put("others", facet.otherBuckets());
        return json;
    }

    /** A number, or in words why there is none. */
    private static Object value(Count count) {
        return switch (count) {
            case Count.Exact exact -> exact.value();
            case Count.Suppressed suppressed -> "suppressed";
            case Count.Unknown unknown -> "unknown";
        };
    }

    static List<String> lines(CohortAnswer answer, AsOf asOf) {
        var lines = new ArrayList<String>();
        lines.add("Position: " + Position.of(asOf));
        lines.add("  participants  " + words(answer.participants()));
        lines.add("  lesions       " + words(answer.lesions()));
        lines.add("  captures      " + words(answer.captures()));
        lines.add("  withheld      " + words(answer.withheldCaptures()));
        for (var facet : answer.facets()) {
            lines.add(facet.facet().field().wireName() + " by "
                    + facet.facet().level().name().toLowerCase(Locale.ROOT));
            facet.buckets().forEach(bucket -> lines.add("  %-24s %s".formatted(bucket.value(), words(bucket.count()))));
            lines.add("  %-24s %s".formatted("(not stated)", words(facet.missing())));
            if (facet.otherBuckets() > 0) {
                lines.add("  and " + facet.otherBuckets() + " further values");
            }
        }
        if (answer.suppressed()) {
            lines.add("Small counts are suppressed.");
        }
        if (answer.parked() > 0) {
            lines.add("Events of " + answer.parked() + " participants wait for an operator; the answer may lack them.");
        }
        return lines;
    }

    private static String words(Count count) {
        return switch (count) {
            case Count.Exact exact -> String.format(Locale.ROOT, "%,d", exact.value());
            case Count.Suppressed suppressed -> "suppressed";
            case Count.Unknown unknown -> "unknown (the source names no participants)";
        };
    }
}

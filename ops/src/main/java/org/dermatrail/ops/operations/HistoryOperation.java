package org.dermatrail.ops.operations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dermatrail.ops.registry.Registry;
import org.dermatrail.projections.lesionhistory.LesionHistory;
import org.dermatrail.projections.record.AsOf;
import org.dermatrail.projections.record.AskingRefused;

/** Tells the history of a lesion, named by its id in the registry or by the source's own. */
public final class HistoryOperation implements Operation {

    @Override
    public String name() {
        return "history";
    }

    @Override
    public Result run(Registry registry, Arguments arguments, Progress progress) {
        Beginning.await(registry, progress);
        var named = arguments.text("lesion");
        AsOf asOf = arguments.optionalText("asOf").<AsOf>map(AsOf.Cut::new).orElseGet(AsOf.Live::new);
        var candidates = registry.sourceMap().lesionsNamed(named);
        if (candidates.size() > 1) {
            return Result.refused(
                    "LESION_AMBIGUOUS",
                    "Several sources have a lesion '" + named + "'; say which: "
                            + String.join(", ", candidates.keySet()));
        }
        var lesionId =
                candidates.isEmpty() ? named : candidates.values().iterator().next();
        try {
            return registry.operatorDesk()
                    .history(lesionId, asOf)
                    .map(history -> told(history, asOf))
                    .orElseGet(() -> Result.refused(
                            "LESION_UNKNOWN",
                            "There is no lesion '" + named + "'; name its id in the registry, or the source's own id"
                                    + " as SOURCE:ID."));
        } catch (AskingRefused e) {
            return Result.refused(e.refusal().code(), e.refusal().sentence());
        }
    }

    private static Result told(LesionHistory history, AsOf asOf) {
        var json = new LinkedHashMap<String, Object>();
        json.put("lesion", history.lesionId());
        json.put("participant", history.participantKey());
        json.put("study", history.studyId());
        json.put("extent", history.extent());
        json.put("anatomicSite", history.anatomicSite());
        json.put("laterality", history.laterality());
        json.put("aliases", history.aliases());
        json.put("position", Position.of(asOf));
        json.put(
                "captures",
                history.entries().stream()
                        .filter(LesionHistory.Captured.class::isInstance)
                        .count());
        json.put("withheld", history.withheld());
        json.put("disputed", history.openDisputes());
        json.put("parked", history.parked());
        json.put(
                "entries",
                history.entries().stream().map(HistoryOperation::entry).toList());
        return Result.done(json, lines(history));
    }

    private static Map<String, Object> entry(LesionHistory.Entry entry) {
        var json = new LinkedHashMap<String, Object>();
        json.put("day", entry.day());
        json.put("undated", entry.day() == null);
        switch (entry) {
            case LesionHistory.Captured captured -> {
                var facts = captured.facts();
                json.put("kind", "capture");
                json.put("capture", captured.captureId());
                json.put("modality", facts.modality());
                json.put("technique", facts.technique());
                json.put("site", facts.siteId());
                json.put("ageYears", facts.ageYears());
                json.put("sex", facts.sex());
                json.put("anatomicSite", facts.anatomicSite());
                json.put("laterality", facts.laterality());
                json.put("corrections", captured.corrections());
                json.put(
                        "images",
                        captured.images().stream().map(image -> image.digest()).toList());
            }
            case LesionHistory.Diagnosed diagnosed -> {
                json.put("kind", "diagnosis");
                json.put("diagnosis", diagnosed.code());
                json.put("confirmation", diagnosed.confirmation());
                json.put("inForce", diagnosed.inForce());
                json.put("supersedes", diagnosed.supersedes());
                json.put("id", diagnosed.diagnosisId());
            }
            case LesionHistory.Treated treated -> {
                json.put("kind", "procedure");
                json.put("procedure", treated.kind());
                json.put("id", treated.procedureId());
            }
        }
        return json;
    }

    private static List<String> lines(LesionHistory history) {
        var lines = new ArrayList<String>();
        lines.add("Lesion " + history.lesionId() + " of study " + history.studyId() + ", " + history.extent()
                + (history.anatomicSite() == null ? "" : ", " + history.anatomicSite()));
        for (var entry : history.entries()) {
            var when = entry.day() == null ? "undated" : "day " + entry.day();
            lines.add("  %-9s  %s".formatted(when, words(entry)));
        }
        if (history.withheld() > 0) {
            lines.add("  " + history.withheld() + " captures are withheld");
        }
        if (!history.openDisputes().isEmpty()) {
            lines.add("  in dispute: " + String.join(", ", history.openDisputes()));
        }
        if (history.parked()) {
            lines.add("  events of this participant wait for an operator; something may be missing");
        }
        return lines;
    }

    private static String words(LesionHistory.Entry entry) {
        return switch (entry) {
            case LesionHistory.Captured captured ->
                captured.facts().modality() + " capture " + captured.captureId()
                        + (captured.facts().ageYears() == null
                                ? ""
                                : ", age " + captured.facts().ageYears())
                        + ", " + captured.images().size() + " pictures"
                        + (captured.corrections() > 0 ? ", corrected " + captured.corrections() + " times" : "");
            case LesionHistory.Diagnosed diagnosed ->
                "diagnosis " + diagnosed.code() + " (" + diagnosed.confirmation() + ")"
                        + (diagnosed.inForce() ? "" : ", superseded");
            case LesionHistory.Treated treated -> "procedure " + treated.kind();
        };
    }
}

package org.dermatrail.ops.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dermatrail.ops.registry.Engine;
import org.dermatrail.ops.registry.OperatorDesk;
import org.dermatrail.ops.registry.Registry;

/** Says how the registry is. */
public final class StatusOperation implements Operation {

    /** Enough for what a killed process left behind. */
    private static final Duration SOON = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "status";
    }

    @Override
    public Result run(Registry registry, Arguments arguments, Progress progress) {
        var json = new LinkedHashMap<String, Object>();
        var engines = registry.engines();
        json.put("engines", engines.stream().map(StatusOperation::inJson).toList());
        boolean all = engines.stream().allMatch(Engine::answers);
        if (all) {
            putWhatEnginesSay(registry, json);
        }
        var imports = new ArrayList<Map<String, Object>>();
        for (var entry : registry.ledger().all()) {
            var tally = registry.ledger().tally(entry.importId());
            var each = new LinkedHashMap<String, Object>();
            each.put("import", entry.importId());
            each.put("study", entry.studyId());
            each.put("state", entry.state().name());
            each.put("startedAt", entry.startedAt().toString());
            each.put("recorded", tally.recorded());
            each.put("corrected", tally.corrected());
            each.put("quarantined", tally.quarantined());
            imports.add(each);
        }
        json.put("imports", imports);
        json.put("data", registry.folder().root().toString());
        return new Result(all ? Exit.DONE : Exit.UNAVAILABLE, json, lines(json, engines, imports));
    }

    private static Map<String, Object> inJson(Engine engine) {
        var json = new LinkedHashMap<String, Object>();
        json.put("role", engine.role());
        json.put("engine", engine.name());
        json.put("answers", engine.answers());
        if (!engine.answers()) {
            json.put("trouble", engine.trouble());
        }
        return json;
    }

    private static void putWhatEnginesSay(Registry registry, Map<String, Object> json) {
        long stored = registry.events().lastPosition();
        long visible = Math.min(stored, registry.visiblePosition());
        // Positions count events in some engines only; where they do not, the number of events is not told.
        registry.events().count().ifPresent(events -> json.put("events", events));
        json.put("position", stored);
        json.put("visible", visible);
        boolean caughtUp = registry.awaitCaughtUp(SOON);
        json.put("caughtUp", caughtUp);
        if (caughtUp) {
            putWhatCanBeAsked(registry, json);
        }
    }

    private static void putWhatCanBeAsked(Registry registry, Map<String, Object> json) {
        var questions = registry.questions();
        json.put("parked", questions.parked().sequences());
        json.put("parkedEvents", registry.parkedEvents());
        json.put("cuts", questions.records().cuts());
        json.put(
                "studies",
                questions.records().studies(OperatorDesk.access()).stream()
                        .map(study -> study.studyId())
                        .toList());
        json.put("openDiscrepancies", questions.discrepancies().openByField(OperatorDesk.access()));
    }

    private static List<String> lines(
            Map<String, Object> json, List<Engine> engines, List<Map<String, Object>> imports) {
        var lines = new ArrayList<String>();
        lines.add("Data folder " + json.get("data"));
        for (var engine : engines) {
            lines.add("  " + engine.role() + ": " + engine.name()
                    + (engine.answers() ? ", answers" : ", DOES NOT ANSWER: " + engine.trouble()));
        }
        if (json.containsKey("position")) {
            addWhatEnginesSay(json, lines);
        }
        for (var each : imports) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  import %s of %s: %s, %s recorded, %s corrected, %s in quarantine",
                    each.get("import"),
                    each.get("study"),
                    each.get("state"),
                    each.get("recorded"),
                    each.get("corrected"),
                    each.get("quarantined")));
        }
        return lines;
    }

    private static void addWhatEnginesSay(Map<String, Object> json, List<String> lines) {
        lines.add(
                json.containsKey("events")
                        ? String.format(
                                Locale.ROOT, "  %s events, %s of them visible", json.get("events"), json.get("visible"))
                        : String.format(
                                Locale.ROOT,
                                "  events up to position %s, visible up to %s",
                                json.get("position"),
                                json.get("visible")));
        if (!json.containsKey("parked")) {
            lines.add("  the read models catch up with the events; what they tell of is told then");
            return;
        }
        lines.add("  parked: " + json.get("parked") + " participants wait for an operator"
                + ("0".equals(String.valueOf(json.get("parked"))) ? "" : "; 'rebuild' tries again"));
        if (json.get("parkedEvents") instanceof List<?> parked) {
            parked.forEach(each -> lines.add("    " + each));
        }
        lines.add("  studies: " + json.get("studies"));
        lines.add("  data cuts: " + json.get("cuts"));
        lines.add("  open discrepancies: " + json.get("openDiscrepancies"));
    }
}

package org.dermatrail.ops.operations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.dermatrail.ops.registry.Registry;

/** Rebuilds the read models from the events, from zero. */
public final class RebuildOperation implements Operation {

    @Override
    public String name() {
        return "rebuild";
    }

    @Override
    public Result run(Registry registry, Arguments arguments, Progress progress) {
        long start = System.nanoTime();
        registry.rebuild((done, of) -> progress.step("events", done, of == 0 ? 1 : (double) done / of));
        double seconds = (System.nanoTime() - start) / 1e9;
        long events = registry.engine().lastPosition();
        var json = new LinkedHashMap<String, Object>();
        json.put("events", events);
        json.put("parked", registry.questions().parked().sequences());
        json.put("answersDigest", registry.canonicalDigest());
        json.put("seconds", Math.round(seconds * 1000) / 1000.0);
        return Result.done(
                json,
                List.of(
                        String.format(
                                Locale.ROOT,
                                "Rebuilt from %,d events in %.1f s (%,.0f events/s).",
                                events,
                                seconds,
                                events / seconds),
                        "Digest of all answers: " + json.get("answersDigest")));
    }
}

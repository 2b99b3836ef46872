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
        var what = registry.events().count().isPresent() ? "events" : "position";
        registry.rebuild((done, of) -> progress.step(what, done, of == 0 ? 1 : (double) done / of));
        double seconds = (System.nanoTime() - start) / 1e9;
        var events = registry.events().count();
        var json = new LinkedHashMap<String, Object>();
        events.ifPresent(count -> json.put("events", count));
        json.put("parked", registry.questions().parked().sequences());
        json.put("answersDigest", registry.canonicalDigest());
        json.put("seconds", Math.round(seconds * 1000) / 1000.0);
        return Result.done(
                json,
                List.of(
                        events.isPresent()
                                ? String.format(
                                        Locale.ROOT,
                                        "Rebuilt from %,d events in %.1f s (%,.0f events/s).",
                                        events.getAsLong(),
                                        seconds,
                                        events.getAsLong() / seconds)
                                : String.format(Locale.ROOT, "Rebuilt in %.1f s.", seconds),
                        "Digest of all answers: " + json.get("answersDigest")));
    }
}

package org.dermatrail.ops.operations;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dermatrail.ops.registry.Integrity;
import org.dermatrail.ops.registry.Registry;

/** Checks what is stored. */
public final class VerifyOperation implements Operation {

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public Result run(Registry registry, Arguments arguments, Progress progress) {
        long start = System.nanoTime();
        Integrity.Findings findings;
        try {
            findings = registry.integrity().check((done, share) -> progress.step("checked", done, share));
        } catch (IOException e) {
            return Result.failed(Exit.UNAVAILABLE, "NOT_READABLE", "The store cannot be read: " + e.getMessage());
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("events", findings.events());
        json.put("pictures", findings.pictures());
        json.put("digest", findings.digest());
        json.put("damage", findings.damage());
        json.put("seconds", Math.round((System.nanoTime() - start) / 1e6) / 1000.0);
        var lines = new ArrayList<>(List.of(String.format(
                Locale.ROOT,
                "%,d events and %,d pictures checked, %d found damaged.",
                findings.events(),
                findings.pictures(),
                findings.damage().size())));
        lines.addAll(findings.damage());
        lines.add("Digest of all events: " + findings.digest());
        if (findings.damage().isEmpty()) {
            return Result.done(json, lines);
        }
        json.put("error", "DAMAGED");
        return new Result(Exit.DAMAGED, Map.copyOf(json), lines);
    }
}

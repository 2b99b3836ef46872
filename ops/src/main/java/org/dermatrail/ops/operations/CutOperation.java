package org.dermatrail.ops.operations;

import java.util.LinkedHashMap;
import java.util.List;
import org.dermatrail.domain.Refusal;
import org.dermatrail.domain.datacut.PublishDataCut;
import org.dermatrail.ops.registry.Registry;

/** Publishes a data cut here and now. */
public final class CutOperation implements Operation {

    @Override
    public String name() {
        return "cut";
    }

    @Override
    public Result run(Registry registry, Arguments arguments, Progress progress) {
        var cutId = arguments.text("name");
        if (registry.send(new PublishDataCut(cutId)) instanceof Refusal refusal) {
            return Result.refused(refusal.code(), refusal.sentence());
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("cut", cutId);
        return Result.done(
                json,
                List.of("Data cut '" + cutId + "' published: everything written before it can be asked for by name."));
    }
}

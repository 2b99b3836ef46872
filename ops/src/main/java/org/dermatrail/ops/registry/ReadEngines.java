package org.dermatrail.ops.registry;

import java.io.IOException;
import java.nio.file.Files;
import org.axonframework.serialization.Serializer;
import org.dermatrail.ops.events.TokenSerializer;
import org.dermatrail.ops.eventstore.EventLog;
import org.dermatrail.projections.elastic.ElasticReadSide;

/** Makes the engine of read models that a profile chooses; the only place that knows which there are. */
final class ReadEngines {

    private static final String FEEDER = "feeder";

    private ReadEngines() {}

    static ReadEngine of(DataFolder folder, Profile.ReadSide readSide, EventLog log, Serializer serializer)
            throws IOException {
        return switch (readSide) {
            case Profile.ReadSide.Embedded embedded ->
                new EmbeddedReadEngine(folder.readSide(), log.identity(), serializer);
            case Profile.ReadSide.Elastic(var cluster) ->
                new ElasticReadEngine(
                        cluster,
                        new ElasticReadSide.Source(
                                log.identity(), feeder(folder), TokenSerializer.create(), serializer));
        };
    }

    /** Who this folder's process is to others: the same after a start anew, so that it goes on feeding at once. */
    private static String feeder(DataFolder folder) throws IOException {
        var file = Files.createDirectories(folder.readSide()).resolve(FEEDER);
        if (!Files.exists(file)) {
            Files.writeString(file, Registry.ids().get());
        }
        return Files.readString(file).strip();
    }
}

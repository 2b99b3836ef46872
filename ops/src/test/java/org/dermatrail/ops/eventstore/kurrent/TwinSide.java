package org.dermatrail.ops.eventstore.kurrent;

import java.time.Duration;
import org.dermatrail.domain.EventCatalogue;
import org.dermatrail.ops.events.EventSerializer;
import org.dermatrail.ops.events.Upcasters;
import org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin;

/** Engines on a double, with deadlines that suit a test. */
final class TwinSide {

    private TwinSide() {}

    static KurrentEventStorageEngine engineOn(KurrentTwin twin) {
        return engine(settings(twin));
    }

    static KurrentEventStorageEngine engine(KurrentSettings settings) {
        return KurrentEventStorageEngine.open(settings, new EventSerializer(new EventCatalogue()), Upcasters.chain());
    }

    static KurrentSettings settings(KurrentTwin twin) {
        return KurrentSettings.at(twin.connectionString() + "&discoveryInterval=10")
                .with(new KurrentSettings.Deadlines(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMillis(5),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(1)))
                .with(new KurrentSettings.Limits(100, 64, 1 << 20, 1 << 20, 1_000, 10_000));
    }
}

package org.dermatrail.ops.eventstore.kurrent;

import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.dermatrail.domain.EventCatalogue;
import org.dermatrail.ops.events.EventSerializer;
import org.dermatrail.ops.events.Upcasters;
import org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin;

/** Engines on a double, with deadlines that suit a test. */
final class TwinSide {

    /** It tells of every connection that a test cut, at length. */
    private static final Logger NETWORK = Logger.getLogger("io.grpc");

    static {
        NETWORK.setLevel(Level.OFF);
    }

    private TwinSide() {}

    static KurrentEventStorageEngine engineOn(KurrentTwin twin) {
        return engine(settings(twin));
    }

    static KurrentEventStorageEngine engine(KurrentSettings settings) {
        return KurrentEventStorageEngine.open(settings, new EventSerializer(new EventCatalogue()), Upcasters.chain());
    }

    /** For tests in which much goes wrong: nobody waits long for an answer that never comes. */
    static KurrentSettings hasty(KurrentTwin twin) {
        return hasty(twin.connectionString() + "&discoveryInterval=10");
    }

    /** The same for whoever is named. */
    static KurrentSettings hasty(String connectionString) {
        return settings(connectionString)
                .with(new KurrentSettings.Deadlines(
                        Duration.ofMillis(200),
                        Duration.ofMillis(400),
                        Duration.ofSeconds(60),
                        Duration.ofMillis(2),
                        Duration.ofMillis(40),
                        Duration.ofMillis(250)));
    }

    static KurrentSettings settings(KurrentTwin twin) {
        return settings(twin.connectionString() + "&discoveryInterval=10");
    }

    private static KurrentSettings settings(String connectionString) {
        return KurrentSettings.at(connectionString)
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

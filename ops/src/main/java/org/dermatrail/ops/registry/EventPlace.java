package org.dermatrail.ops.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.dermatrail.domain.EventCatalogue;
import org.dermatrail.ops.events.EventSerializer;
import org.dermatrail.ops.events.Upcasters;
import org.dermatrail.ops.eventstore.EventLog;
import org.dermatrail.ops.eventstore.kurrent.KurrentEventStorageEngine;
import org.dermatrail.ops.eventstore.kurrent.KurrentSettings;
import org.dermatrail.ops.eventstore.sqlite.SqliteEventStorageEngine;
import org.dermatrail.ops.eventstore.sqlite.SqliteEventStoreSettings;
import org.jspecify.annotations.Nullable;

/**
 * Where events lie, opened by itself without the rest of a registry: a data folder, by its profile, or a server.
 *
 * <p>Law: a data folder is locked while it is open, so that nobody else writes to it. Confined to one caller.
 */
public final class EventPlace implements AutoCloseable {

    private static final String VARIABLE = "env:";
    private static final String ADDRESS = "://";

    private final EventLog log;
    private final @Nullable FolderLock lock;

    private EventPlace(EventLog log, @Nullable FolderLock lock) {
        this.log = log;
        this.lock = lock;
    }

    /**
     * Opens a place.
     *
     * @param place a data folder; the connection string of a server; or {@code env:} and the name of a variable that holds one,
     *     since whoever lists processes sees their arguments
     * @param environment variables by name
     * @throws FolderInUse where another process has the data folder
     * @throws FolderUnusable where the data folder cannot be opened
     * @throws IllegalArgumentException where the place is none of these
     */
    public static EventPlace open(String place, Map<String, String> environment) {
        if (place.startsWith(VARIABLE)) {
            var held = HeldSecret.of(place.substring(VARIABLE.length()), environment);
            if (held == null) {
                throw new IllegalArgumentException("The environment has no variable '"
                        + place.substring(VARIABLE.length()) + "'; set it to the connection string of the server.");
            }
            return new EventPlace(ofServer(KurrentSettings.at(held)), null);
        }
        return place.contains(ADDRESS)
                ? new EventPlace(ofServer(KurrentSettings.at(place)), null)
                : ofFolder(new DataFolder(Path.of(place).toAbsolutePath().normalize()), environment);
    }

    private static EventPlace ofFolder(DataFolder folder, Map<String, String> environment) {
        try {
            var lock = FolderLock.take(folder).orElseThrow(() -> new FolderInUse(folder));
            try {
                return new EventPlace(of(folder, environment), lock);
            } catch (RuntimeException failure) {
                lock.close();
                throw failure;
            }
        } catch (IOException e) {
            throw new FolderUnusable(folder.root(), e);
        }
    }

    /** The event log of a data folder, by its profile; the caller holds the folder's lock. */
    static EventLog of(DataFolder folder, Map<String, String> environment) {
        return of(folder, Profile.of(folder, environment).events());
    }

    /** The event log of a data folder, where its profile says; the caller holds the folder's lock. */
    static EventLog of(DataFolder folder, Profile.Events events) {
        return switch (events) {
            case Profile.Events.Embedded embedded ->
                SqliteEventStorageEngine.open(
                        SqliteEventStoreSettings.at(folder.events()), serializer(), Upcasters.chain());
            case Profile.Events.Kurrent(var server) -> ofServer(server);
        };
    }

    private static EventLog ofServer(KurrentSettings server) {
        return KurrentEventStorageEngine.open(server, serializer(), Upcasters.chain());
    }

    private static EventSerializer serializer() {
        return new EventSerializer(new EventCatalogue());
    }

    /** The events. */
    public EventLog log() {
        return log;
    }

    @Override
    public void close() {
        try (lock) {
            log.close();
        }
    }
}

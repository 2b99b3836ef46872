package org.dermatrail.ops.eventstore.kurrent;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Map;
import org.dermatrail.ops.eventstore.StorageRefused;
import org.dermatrail.ops.eventstore.StorageRefused.Reason;
import org.dermatrail.ops.eventstore.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * What streams are called on the server: {@code <Type>-<id>}.
 *
 * <p>Axon names a stream by its id alone. The id's prefix tells the type where it has one; an id without is looked for
 * under the few types that have none, and what was found is remembered. Law: what {@link #of} names, {@link #candidates}
 * of the same id holds, so nothing is written that could not be found again. Thread-safe.
 */
final class StreamNames {

    private static final String SNAPSHOTS = "_snapshot-";
    private static final String EVENT_OF_NO_STREAM = "Event";

    private final String space;
    private final Map<String, String> typeByPrefix;
    private final List<String> otherTypes;
    private final Cache<String, String> known;

    /**
     * Names streams of these types.
     *
     * @param space what every name begins with
     * @param typeByPrefix types whose ids begin with a prefix, by that prefix with its colon
     * @param otherTypes types whose ids are plain, the likeliest first
     * @param remembered how many ids are remembered
     */
    StreamNames(String space, Map<String, String> typeByPrefix, List<String> otherTypes, int remembered) {
        this.space = space;
        this.typeByPrefix = Map.copyOf(typeByPrefix);
        this.otherTypes = List.copyOf(otherTypes);
        this.known = Caffeine.newBuilder()
                .maximumSize(remembered)
                .executor(Runnable::run)
                .build();
    }

    /** The streams of the registry. A new aggregate adds its line here. */
    static StreamNames ofTheRegistry(String space, int remembered) {
        return new StreamNames(
                space,
                Map.of("study:", "Study", "site:", "Site", "lesions:", "LesionRegister", "cut:", "DataCut"),
                List.of("Capture", "Participant", "Discrepancy"),
                remembered);
    }

    /** The stream an event belongs to; an event of no stream has one of its own. */
    String of(StoredEvent event) {
        var id = event.getAggregateIdentifier();
        var type = event.getType();
        if (type == null) {
            return name(EVENT_OF_NO_STREAM, event.getEventIdentifier());
        }
        if (!typesOf(id).contains(type)) {
            throw new StorageRefused(
                    Reason.STREAM_NOT_KNOWN,
                    "A stream of type " + type + " under an id of this form could not be found again;"
                            + " name the type in StreamNames. Nothing was written.",
                    null);
        }
        return name(type, id);
    }

    /** Where the events of an id may be, the likeliest first. */
    List<String> candidates(String id) {
        var type = known.getIfPresent(id);
        return type == null ? typesOf(id).stream().map(each -> name(each, id)).toList() : List.of(name(type, id));
    }

    /** Notes that the events of an id were seen in a stream. */
    void seen(String id, String stream) {
        var type = stream.substring(space.length(), stream.indexOf('-'));
        if (!type.equals(EVENT_OF_NO_STREAM) && !typeIsToldBy(id)) {
            known.put(id, type);
        }
    }

    /** The stream that holds the snapshots of one that holds events. */
    static String snapshotsOf(String stream) {
        return SNAPSHOTS + stream;
    }

    private boolean typeIsToldBy(String id) {
        return typeByPrefix(id) != null;
    }

    private List<String> typesOf(String id) {
        var told = typeByPrefix(id);
        return told == null ? otherTypes : List.of(told);
    }

    private @Nullable String typeByPrefix(String id) {
        int colon = id.indexOf(':');
        return colon < 0 ? null : typeByPrefix.get(id.substring(0, colon + 1));
    }

    private String name(String type, String id) {
        return space + type + "-" + id;
    }
}

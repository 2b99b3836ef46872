package org.dermatrail.ops.eventstore.kurrent.twin;

import com.google.protobuf.ByteString;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a stream's metadata say about which of its events a reader of the stream still sees.
 *
 * @param maxCount how many of the last events are seen, or null for all
 * @param maxAge how old an event may be, or null for any age
 * @param truncateBefore the first revision that is seen
 */
record StreamRules(@Nullable Long maxCount, @Nullable Duration maxAge, long truncateBefore) {

    static final StreamRules NONE = new StreamRules(null, null, 0);
    /** Of a stream's metadata only the last is seen. */
    static final StreamRules OF_METADATA = new StreamRules(1L, null, 0);

    private static final String TRUNCATE_BEFORE = "$tb";
    private static final JsonMapper JSON = new JsonMapper();

    /** Reads metadata as a server does: what is no JSON object, or makes no sense, says nothing. */
    static StreamRules read(ByteString metadata) {
        var object = parse(metadata);
        var age = number(object, "$maxAge");
        var count = number(object, "$maxCount");
        var before = number(object, TRUNCATE_BEFORE);
        if ((age != null && age <= 0) || (count != null && count <= 0) || (before != null && before < 0)) {
            return NONE;
        }
        return new StreamRules(count, age == null ? null : Duration.ofSeconds(age), before == null ? 0 : before);
    }

    private static @Nullable Long number(ObjectNode object, String name) {
        var value = object.get(name);
        return value == null || !value.isNumber() ? null : (Long) value.asLong();
    }

    /** The same metadata with another first revision. */
    static ByteString truncated(ByteString metadata, long before) {
        return ByteString.copyFromUtf8(
                parse(metadata).put(TRUNCATE_BEFORE, before).toString());
    }

    boolean softDeleted() {
        return truncateBefore == Long.MAX_VALUE;
    }

    /** The first revision that maximum count and truncation leave. */
    long firstVisible(long last) {
        return maxCount == null ? truncateBefore : Math.max(truncateBefore, last - maxCount + 1);
    }

    private static ObjectNode parse(ByteString metadata) {
        try {
            if (!metadata.isEmpty() && JSON.readTree(metadata.toStringUtf8()) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            // A server stores what is no JSON and takes no rule from it.
        }
        return JSON.createObjectNode();
    }
}

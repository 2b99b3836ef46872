package org.dermatrail.ops.eventstore.kurrent.twin;

import com.google.protobuf.ByteString;
import java.util.UUID;

/** An event as a client proposes it. */
record Proposed(UUID id, String type, boolean json, ByteString data, ByteString metadata) {

    /** What the event counts against the limits of a server that counts everything. */
    int size() {
        return data.size() + metadata.size() + 2 * type.length();
    }
}

package org.dermatrail.ops.registry;

import org.dermatrail.ops.eventstore.StorageRefused;
import org.dermatrail.projections.elastic.ClusterRefusal;
import org.dermatrail.projections.record.Outage;
import org.jspecify.annotations.Nullable;

/**
 * An engine that a registry runs on.
 *
 * @param role what it is for
 * @param name what it is, without a secret
 * @param trouble why it does not answer, or {@code null} where it does
 */
public record Engine(String role, String name, @Nullable String trouble) {

    /** Whether it answers. */
    public boolean answers() {
        return trouble == null;
    }

    static Engine asked(String role, String name, Runnable question) {
        try {
            question.run();
            return new Engine(role, name, null);
        } catch (StorageRefused | Outage | ClusterRefusal failure) {
            return new Engine(role, name, failure.getMessage());
        }
    }
}

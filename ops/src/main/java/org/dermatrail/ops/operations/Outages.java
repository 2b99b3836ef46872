package org.dermatrail.ops.operations;

import java.util.Optional;
import org.dermatrail.ops.eventstore.StorageRefused;
import org.dermatrail.ops.registry.CatchingUp;
import org.dermatrail.projections.elastic.ClusterBarred;
import org.dermatrail.projections.elastic.ClusterRefusal;
import org.dermatrail.projections.record.Outage;

/** What it means for a command that an engine does not work. */
public final class Outages {

    /** Code where questions cannot be answered, or what was written cannot be asked about yet. */
    public static final String READ_SIDE_UNAVAILABLE = "READ_SIDE_UNAVAILABLE";

    private Outages() {}

    /** The result of a command that ended with this failure; empty where it is no engine's. */
    public static Optional<Result> of(Throwable failure) {
        return switch (failure) {
            case StorageRefused refused ->
                Optional.of(Result.failed(Exit.UNAVAILABLE, refused.code(), String.valueOf(refused.getMessage())));
            case ClusterBarred barred ->
                Optional.of(Result.failed(
                        Exit.UNAVAILABLE,
                        barred.refusal().code(),
                        barred.refusal().sentence()));
            case CatchingUp behind ->
                Optional.of(Result.failed(
                        Exit.UNAVAILABLE, READ_SIDE_UNAVAILABLE, behind.getMessage() + "; ask again in a while"));
            case Outage outage -> Optional.of(Result.failed(Exit.UNAVAILABLE, READ_SIDE_UNAVAILABLE, inWords(outage)));
            case ClusterRefusal refused ->
                Optional.of(Result.failed(
                        Exit.UNAVAILABLE,
                        refused.refusal().code(),
                        refused.refusal().sentence()));
            default -> Optional.empty();
        };
    }

    /** Why, as the engine says it, tells an operator whether the disk is full. */
    public static String inWords(RuntimeException outage) {
        var said = String.valueOf(outage.getMessage());
        var why = outage.getCause() == null ? null : outage.getCause().getMessage();
        var cause = why == null || said.contains(why) ? "" : " (" + why + ")";
        return said + cause + "; nothing acknowledged is lost, mend the cause and try again";
    }
}

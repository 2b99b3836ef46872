/**
 * A double of EventStoreDB and KurrentDB, where the consortium's captures and consents would lie: an in-process server of
 * the first version of the gRPC protocol, so that the event store of the consortium is tested where no server can run.
 *
 * <p>{@link org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin} starts it; a server version is a setting, and faults
 * are injected by a script. Its own tests drive it through the official client. Started by hand, on a port of one's
 * choice, for any client of the protocol:
 *
 * <pre>{@code
 * mvn -B package
 * java -jar ops/target/dermatrail-engine-conformance.jar --double 2113
 * }</pre>
 */
@NullMarked
package org.dermatrail.ops.eventstore.kurrent.twin;

import org.jspecify.annotations.NullMarked;

/**
 * Where facts are kept for ever when several centres share a registry: on a KurrentDB (or EventStoreDB) server, by its v1
 * protocol. Tokens of processors and parked events stay in the data folder.
 */
@NullMarked
package org.dermatrail.ops.eventstore.kurrent;

import org.jspecify.annotations.NullMarked;

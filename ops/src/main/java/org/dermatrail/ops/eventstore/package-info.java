/**
 * Where facts are kept for ever: what every event store of the registry has in common, whichever engine a centre runs.
 */
@NullMarked
package org.dermatrail.ops.eventstore;

import org.jspecify.annotations.NullMarked;

/**
 * What happens at the centre before the registry hears of a capture: it is received and hashed, its id is reserved in the
 * source map, its pictures lose their metadata and are judged and stored, and what is unusable goes to quarantine.
 *
 * <p>Source ids live here and nowhere else. The order of durable steps is: id reserved, pictures synced, events
 * appended, acknowledged.
 */
@NullMarked
package org.dermatrail.gateway.edge;

import org.jspecify.annotations.NullMarked;

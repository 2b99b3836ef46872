package org.dermatrail.ops.eventstore.kurrent.twin;

import java.util.List;

/**
 * Some events of the whole log.
 *
 * @param current where the page was asked to begin
 * @param next where to go on; a forward page names the place behind its last record, by commit alone
 * @param considered how many events were looked at
 * @param end whether nothing more is there
 */
record AllPage(List<TwinRecord> events, TwinPosition current, TwinPosition next, int considered, boolean end) {}

/**
 * What the machines say. A connector reads one kind of source (a table with pictures, a device's export folder, a
 * network node) and hands the door one {@link org.dermatrail.connectors.SourceItem} a capture, in the registry's words.
 *
 * <p>A connector judges form only: it never mints participant keys, never stores, never decides between contradicting
 * statements. What it cannot read becomes an {@link org.dermatrail.connectors.UnusableItem} with a reason, and the
 * rest goes on. A new connector is one package here and one line in {@link org.dermatrail.connectors.Connectors}.
 */
@NullMarked
package org.dermatrail.connectors;

import org.jspecify.annotations.NullMarked;

/**
 * How a fact is written down: the name and version it is stored under, its exact JSON, and how a shape written years
 * ago is still understood today.
 */
@NullMarked
package org.dermatrail.ops.events;

import org.jspecify.annotations.NullMarked;

/**
 * The registry put together: one data folder, opened by one process, with the engines of the chosen profile behind the ports
 * of the other rooms.
 */
@NullMarked
package org.dermatrail.ops.registry;

import org.jspecify.annotations.NullMarked;

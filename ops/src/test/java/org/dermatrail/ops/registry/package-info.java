/** What the registry put together promises: rebuilding, durability of its parts, who owns a folder. */
@NullMarked
package org.dermatrail.ops.registry;

import org.jspecify.annotations.NullMarked;

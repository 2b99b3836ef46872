/** The blob store, shown. */
@NullMarked
package org.dermatrail.ops.blobs;

import org.jspecify.annotations.NullMarked;

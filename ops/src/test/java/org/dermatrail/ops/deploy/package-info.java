/** Proves of the deployment what can be proven without a container engine. */
@NullMarked
package org.dermatrail.ops.deploy;

import org.jspecify.annotations.NullMarked;

/**
 * What every request passes, whichever question it brings: is the caller known, may the role ask this, is it not too
 * much, is it in the audit log before the answer leaves, and does nothing leave that should not.
 */
@NullMarked
package org.dermatrail.graphql.door;

import org.jspecify.annotations.NullMarked;

/** Who asks, under which role, and what that role may do. */
@NullMarked
package org.dermatrail.graphql.caller;

import org.jspecify.annotations.NullMarked;

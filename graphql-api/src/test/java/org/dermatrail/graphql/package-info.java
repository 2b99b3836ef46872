/** What the API promises, asked of it over small registries held in memory. */
@NullMarked
package org.dermatrail.graphql;

import org.jspecify.annotations.NullMarked;

/** The changes of the schema: arguments into commands, outcomes into answers or refusals. */
@NullMarked
package org.dermatrail.graphql.change;

import org.jspecify.annotations.NullMarked;

/** The questions of the schema, one file a thing that is asked about. */
@NullMarked
package org.dermatrail.graphql.question;

import org.jspecify.annotations.NullMarked;

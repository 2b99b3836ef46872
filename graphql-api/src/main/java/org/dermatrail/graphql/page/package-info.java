/** Ids and pages as they leave: scoped to the asking project, in pages whose cursors tell nothing. */
@NullMarked
package org.dermatrail.graphql.page;

import org.jspecify.annotations.NullMarked;

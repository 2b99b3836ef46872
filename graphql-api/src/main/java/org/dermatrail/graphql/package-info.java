/**
 * How the registry is asked: one schema, its resolvers, and the ports through which they reach what others keep.
 *
 * <p>Nothing here knows how events are stored or who a participant is; it knows who asks, what that role may do, and
 * that every id leaves under the asking project's pseudonym.
 */
@NullMarked
package org.dermatrail.graphql;

import org.jspecify.annotations.NullMarked;

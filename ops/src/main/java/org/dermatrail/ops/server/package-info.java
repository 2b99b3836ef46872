/**
 * The registry's HTTP server: questions at {@code /graphql}, pictures at {@code /pictures}, and GraphiQL served from our
 * own origin, so that it works without the internet.
 */
@NullMarked
package org.dermatrail.ops.server;

import org.jspecify.annotations.NullMarked;

/**
 * Tests of the read side in Elasticsearch, against a real server.
 */
@NullMarked
package org.dermatrail.projections.elastic;

import org.jspecify.annotations.NullMarked;

/**
 * Tests of the index by Lucene.
 */
@NullMarked
package org.dermatrail.projections.lucene;

import org.jspecify.annotations.NullMarked;

/**
 * What a program of a few lines reaches that does nothing but search: no sign-in, no access filter, no small counts hidden,
 * no audit. Beside it the registry's own times are read.
 */
@NullMarked
package org.dermatrail.ops.bench.lucene;

import org.jspecify.annotations.NullMarked;

/**
 * A research study: what it is called, which version of its protocol is in force, and whether it still runs.
 *
 * <p>A study holds no captures and no counters; those are questions for the projections.
 */
@NullMarked
package org.dermatrail.domain.study;

import org.jspecify.annotations.NullMarked;

/**
 * A contradiction in what the sources say, kept until a person resolves it.
 *
 * <p>Two rows that disagree on a participant's sex are both kept; neither wins by coming last.
 */
@NullMarked
package org.dermatrail.domain.discrepancy;

import org.jspecify.annotations.NullMarked;

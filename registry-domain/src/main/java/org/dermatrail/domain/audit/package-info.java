/**
 * Who asked what, under which role and project, at which data position, and what was disclosed. A log of its own:
 * asking never moves the data.
 */
@NullMarked
package org.dermatrail.domain.audit;

import org.jspecify.annotations.NullMarked;

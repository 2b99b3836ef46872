/**
 * The lesions of one participant: which there are, how far each extends, what was merged or split, what was diagnosed
 * and what was done about it.
 *
 * <p>All of it lives in one short stream per participant, the lesion register, so that two lesions of a participant can be
 * compared and merged in one decision. A lesion never changes its participant.
 */
@NullMarked
package org.dermatrail.domain.lesion;

import org.jspecify.annotations.NullMarked;

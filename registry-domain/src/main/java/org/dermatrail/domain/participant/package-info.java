/**
 * A person taking part, known here by a random key only: enrolment, status with reason, and consent to research use.
 *
 * <p>Who the key belongs to is known at the centre's vault and nowhere else.
 */
@NullMarked
package org.dermatrail.domain.participant;

import org.jspecify.annotations.NullMarked;

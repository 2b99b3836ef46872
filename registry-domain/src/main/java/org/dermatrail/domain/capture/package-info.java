/**
 * One bedside act of imaging by one device, with none to many images, and the revisable claim which lesions it shows.
 *
 * <p>A capture is never deleted: it is corrected with before and after, linked and unlinked, withheld and released.
 */
@NullMarked
package org.dermatrail.domain.capture;

import org.jspecify.annotations.NullMarked;

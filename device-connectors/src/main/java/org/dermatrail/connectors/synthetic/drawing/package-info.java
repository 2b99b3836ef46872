/**
 * Draws what devices show of a lesion that does not exist, at true scale: photographs, dermoscopy, confocal microscopy,
 * ultrasound and optical coherence tomography.
 *
 * <p>Pure functions from a {@link org.dermatrail.connectors.synthetic.drawing.Scene} to pixels, computed one by one without
 * fonts or a graphics library, so that every machine draws the same. The pictures are for measuring and for a first look;
 * nobody should learn medicine from them.
 */
@NullMarked
package org.dermatrail.connectors.synthetic.drawing;

import org.jspecify.annotations.NullMarked;

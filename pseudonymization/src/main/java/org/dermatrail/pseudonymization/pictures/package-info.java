/**
 * Takes out of a picture file what the camera, the archive and the person at the keyboard wrote into it: place,
 * time, owner,
 * serial numbers, comments, small copies of an uncropped picture. The pixels stay exactly as they were coded.
 */
@NullMarked
package org.dermatrail.pseudonymization.pictures;

import org.jspecify.annotations.NullMarked;

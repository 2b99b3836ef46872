/**
 * What can be known of a picture from its pixels alone: whether it is a whole picture at all, how large it is, and
 * what it
 * looks like small. Nobody's name is needed for that, and none is known here.
 */
@NullMarked
package org.dermatrail.imaging;

import org.jspecify.annotations.NullMarked;

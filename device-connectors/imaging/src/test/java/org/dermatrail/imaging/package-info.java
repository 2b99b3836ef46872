/** Tests of what is known of a picture from its pixels alone. */
@NullMarked
package org.dermatrail.imaging;

import org.jspecify.annotations.NullMarked;

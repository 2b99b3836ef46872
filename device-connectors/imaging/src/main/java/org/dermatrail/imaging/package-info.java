/** What a picture shows a machine: pure functions on pixels that know neither person, study nor store. */
@NullMarked
package org.dermatrail.imaging;

import org.jspecify.annotations.NullMarked;

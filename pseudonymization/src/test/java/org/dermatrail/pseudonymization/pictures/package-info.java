/** Tests that nothing identifying stays in a picture file. */
@NullMarked
package org.dermatrail.pseudonymization.pictures;

import org.jspecify.annotations.NullMarked;

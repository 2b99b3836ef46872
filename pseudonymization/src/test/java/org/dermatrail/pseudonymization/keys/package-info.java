/** Tests of the files that hold keys. */
@NullMarked
package org.dermatrail.pseudonymization.keys;

import org.jspecify.annotations.NullMarked;

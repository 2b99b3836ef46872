/** What the tests of this module share. */
@NullMarked
package org.dermatrail.pseudonymization;

import org.jspecify.annotations.NullMarked;

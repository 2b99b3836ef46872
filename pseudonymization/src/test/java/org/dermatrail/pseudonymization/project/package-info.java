/** Tests of ids as one project sees them. */
@NullMarked
package org.dermatrail.pseudonymization.project;

import org.jspecify.annotations.NullMarked;

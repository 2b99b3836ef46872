/**
 * Where on the body, and on which side. The words follow the ISIC archive's general sites, refined by those of HAM10000.
 */
@NullMarked
package org.dermatrail.domain.anatomy;

import org.jspecify.annotations.NullMarked;

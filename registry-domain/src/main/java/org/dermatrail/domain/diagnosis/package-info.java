/**
 * What a lesion was found to be, and how that is known. Codes form a hierarchy: a melanoma is a malignant lesion.
 */
@NullMarked
package org.dermatrail.domain.diagnosis;

import org.jspecify.annotations.NullMarked;

/**
 * A participating centre of a study. Never a place on the body: that is an anatomic site.
 */
@NullMarked
package org.dermatrail.domain.site;

import org.jspecify.annotations.NullMarked;

/**
 * The one place every number passes on its way out. Researchers never learn a count of few persons, lesions or captures,
 * neither directly nor by subtraction.
 */
@NullMarked
package org.dermatrail.projections.disclosure;

import org.jspecify.annotations.NullMarked;

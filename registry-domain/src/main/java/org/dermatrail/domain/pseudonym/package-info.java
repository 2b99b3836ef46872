/**
 * The door through which ids leave: every id is scoped to the project of the person who asks, so that two projects cannot
 * join their tables.
 */
@NullMarked
package org.dermatrail.domain.pseudonym;

import org.jspecify.annotations.NullMarked;

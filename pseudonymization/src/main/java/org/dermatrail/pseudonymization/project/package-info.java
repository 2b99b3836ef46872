/**
 * Ids as one research project sees them: reversible for the registry, noise for anybody who holds two projects'
 * tables side by
 * side.
 */
@NullMarked
package org.dermatrail.pseudonymization.project;

import org.jspecify.annotations.NullMarked;

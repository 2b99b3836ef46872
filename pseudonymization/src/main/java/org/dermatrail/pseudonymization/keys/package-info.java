/**
 * The keys without which the identity zone's data are noise: each set in a file of its own that only its owner can
 * read, kept
 * apart from the data and from their backups.
 */
@NullMarked
package org.dermatrail.pseudonymization.keys;

import org.jspecify.annotations.NullMarked;

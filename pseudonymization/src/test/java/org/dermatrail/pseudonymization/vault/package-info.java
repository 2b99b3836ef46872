/** Tests of what the vault keeps and what it never gives away. */
@NullMarked
package org.dermatrail.pseudonymization.vault;

import org.jspecify.annotations.NullMarked;

/**
 * The stored pictures of a capture, named by the digest of their de-identified bytes, and the store that keeps them.
 */
@NullMarked
package org.dermatrail.domain.image;

import org.jspecify.annotations.NullMarked;

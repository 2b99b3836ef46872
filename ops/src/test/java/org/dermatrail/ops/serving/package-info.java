/** The served registry told as clinic stories: real events, real read side, real accounts, a real port. */
@NullMarked
package org.dermatrail.ops.serving;

import org.jspecify.annotations.NullMarked;

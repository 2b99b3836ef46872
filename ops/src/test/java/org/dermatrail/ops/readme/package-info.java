/** What the README says, done: its commands, its links and its tables. */
@NullMarked
package org.dermatrail.ops.readme;

import org.jspecify.annotations.NullMarked;

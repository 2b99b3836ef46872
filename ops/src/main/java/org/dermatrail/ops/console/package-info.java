/**
 * The pages that people at a centre open in their browser: where the built console lies, and which addresses it answers.
 */
@NullMarked
package org.dermatrail.ops.console;

import org.jspecify.annotations.NullMarked;

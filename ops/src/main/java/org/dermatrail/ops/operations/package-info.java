/**
 * What an operator can have done: each operation once, whether it was asked for on the command line of the process that owns
 * the data folder or sent to the server that does.
 */
@NullMarked
package org.dermatrail.ops.operations;

import org.jspecify.annotations.NullMarked;

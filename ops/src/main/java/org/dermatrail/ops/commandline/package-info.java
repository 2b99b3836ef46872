/**
 * The command line: what coordinators, researchers and operators type. Each command turns its options into the arguments of an
 * operation and runs it where the data folder's owner is, in this process or in the server.
 */
@NullMarked
package org.dermatrail.ops.commandline;

import org.jspecify.annotations.NullMarked;

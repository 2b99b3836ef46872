/**
 * The conscience of the build: what each room of the house may know and bring along, what things are called, and how
 * long they may be. Every rule is shown to report what breaks it.
 */
@NullMarked
package org.dermatrail.ops.architecture;

import org.jspecify.annotations.NullMarked;

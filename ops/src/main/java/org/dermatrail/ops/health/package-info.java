/**
 * Whether the registry can be worked with now: what a proxy, a container engine and an operator ask before they send
 * somebody there or start it anew.
 */
@NullMarked
package org.dermatrail.ops.health;

import org.jspecify.annotations.NullMarked;

/**
 * Who may come in: local accounts with a role, the tokens they carry, and the filters that let nobody pass without one.
 */
@NullMarked
package org.dermatrail.ops.security;

import org.jspecify.annotations.NullMarked;

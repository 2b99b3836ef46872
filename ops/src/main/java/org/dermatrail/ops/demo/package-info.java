/**
 * A first look: a small study of our own making, drawn and told by this program and labelled synthetic, and ready sign-ins to
 * ask it questions.
 */
@NullMarked
package org.dermatrail.ops.demo;

import org.jspecify.annotations.NullMarked;

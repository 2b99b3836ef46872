/**
 * A first look: a small synthetic study, made and imported on the spot, and ready sign-ins to ask it questions.
 */
@NullMarked
package org.dermatrail.ops.demo;

import org.jspecify.annotations.NullMarked;

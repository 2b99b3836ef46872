/** The door of the registry: nothing a source says gets in but through here. */
@NullMarked
package org.dermatrail.gateway;

import org.jspecify.annotations.NullMarked;

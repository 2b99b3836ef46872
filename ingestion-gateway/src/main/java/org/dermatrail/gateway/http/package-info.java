/**
 * The door as a browser reaches it: a coordinator sends a table, sees what would come of it, imports it and follows how
 * it goes.
 */
@NullMarked
package org.dermatrail.gateway.http;

import org.jspecify.annotations.NullMarked;

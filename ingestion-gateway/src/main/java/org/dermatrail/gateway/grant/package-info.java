/**
 * What a person may bring in: a data manager everything, a coordinator what belongs to the own sites and touches nobody
 * of another one.
 */
@NullMarked
package org.dermatrail.gateway.grant;

import org.jspecify.annotations.NullMarked;

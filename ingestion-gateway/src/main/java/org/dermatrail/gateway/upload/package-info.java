/**
 * Files on their way into the registry: what a coordinator sent, kept at the centre only until it was imported.
 */
@NullMarked
package org.dermatrail.gateway.upload;

import org.jspecify.annotations.NullMarked;

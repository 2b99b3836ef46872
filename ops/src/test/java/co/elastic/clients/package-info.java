/** A stand-in for a library that is not on the class path. */
@NullMarked
package co.elastic.clients;

import org.jspecify.annotations.NullMarked;

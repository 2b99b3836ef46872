/**
 * The words every room of the house shares: what an event is, how a refusal is said, and who a fact is about.
 *
 * <p>The registry remembers facts. A coordinator or a device asks for something to happen (a command); the aggregate
 * responsible either accepts, and one or more events are written, or refuses with a {@link
 * org.dermatrail.domain.Refusal}. Nothing here reads a clock, a file or a random number: time and ids come in with
 * the command.
 */
@NullMarked
package org.dermatrail.domain;

import org.jspecify.annotations.NullMarked;

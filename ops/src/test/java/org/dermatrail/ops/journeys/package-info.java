/** What a clinic does with the registry from the first table to the answer, as whoever sits at the command line does it. */
@NullMarked
package org.dermatrail.ops.journeys;

import org.jspecify.annotations.NullMarked;

package org.dermatrail.domain.lesion;

/**
 * Tells a capture whether a lesion is one of its participant's.
 *
 * <p>Law: true for a lesion identified in the participant's register, aliases included, and for nothing else. Passed
 * into the decision by the application; called within the unit of work of the command.
 */
@FunctionalInterface
public interface LesionOwnership {

    /** Whether the participant's register knows the lesion. */
    boolean owns(String participantKey, String lesionId);
}

package org.dermatrail.gateway.intake;

import java.util.Optional;
import org.dermatrail.domain.lesion.LesionRegister.Held;
import org.dermatrail.domain.lesion.LesionRegister.Standing;

/**
 * Tells the door what the registers hold of a lesion. Thread-safe.
 *
 * <p>Law: never behind what the registry has acknowledged, so that a merge somebody decided is known at once.
 */
public interface LesionDirectory {

    /** What the participant's register holds of the lesion, merges followed; empty where it does not know it. */
    Optional<Standing> standing(String participantKey, String lesionId);

    /** The diagnosis itself or the last that supersedes it; empty where the participant's register has neither. */
    Optional<Held> held(String participantKey, String diagnosisId);
}

package org.dermatrail.connectors.synthetic;

import java.util.List;
import java.util.Locale;
import org.dermatrail.connectors.synthetic.drawing.Lab;
import org.dermatrail.domain.participant.Sex;

/**
 * A person who does not exist.
 *
 * @param index place in the study, from 1
 * @param id id that the centre uses
 * @param centre where the person takes part
 * @param sex sex
 * @param ageYears age at baseline in completed years
 * @param skinType Fitzpatrick type, 1 to 6
 * @param heightCm height
 * @param weightKg weight
 */
record Person(int index, String id, Centre centre, Sex sex, int ageYears, int skinType, int heightCm, int weightKg) {

    private static final int YOUNGEST = 18;

    /** The person of that index; the same whoever else takes part. */
    static Person of(long seed, int index, List<Centre> centres) {
        var draws = Draws.of(seed, Draws.Purpose.PERSON, index);
        var centre = draws.pick(centres);
        var sex = draws.chance(0.53) ? Sex.FEMALE : Sex.MALE;
        int age = YOUNGEST + (int) ((draws.uniform() + draws.uniform()) * 35);
        int skinType = centre.skinType(draws);
        double height = draws.normal(sex == Sex.FEMALE ? 165 : 178, 7);
        double bodyMass = Math.clamp(draws.normal(25.5, 4), 17, 42);
        return new Person(
                index,
                String.format(Locale.ROOT, "P%07d", index),
                centre,
                sex,
                age,
                skinType,
                (int) Math.round(Math.clamp(height, 145, 205)),
                (int) Math.round(bodyMass * height * height / 10_000));
    }

    boolean isFemale() {
        return sex == Sex.FEMALE;
    }

    /** The colour of the skin where there is no lesion. */
    Lab skinColour() {
        return switch (skinType) {
            case 1 -> new Lab(74, 9, 14);
            case 2 -> new Lab(70, 10, 16);
            case 3 -> new Lab(64, 11, 18);
            case 4 -> new Lab(56, 12, 20);
            case 5 -> new Lab(45, 12, 19);
            default -> new Lab(34, 9, 13);
        };
    }
}

package org.dermatrail.connectors.synthetic;

/**
 * What a row says of person and lesion, as written; blank where it says nothing.
 *
 * @param day day relative to baseline
 * @param age age in years
 * @param sex sex
 * @param place place on the body
 * @param side side of the body
 * @param diagnosis code of the clinician's impression
 */
record Said(String day, String age, String sex, String place, String side, String diagnosis) {

    Said withAge(String other) {
        return new Said(day, other, sex, place, side, diagnosis);
    }

    Said withSex(String other) {
        return new Said(day, age, other, place, side, diagnosis);
    }

    Said withPlace(String other) {
        return new Said(day, age, sex, other, side, diagnosis);
    }

    Said withSide(String other) {
        return new Said(day, age, sex, place, other, diagnosis);
    }

    Said withDiagnosis(String other) {
        return new Said(day, age, sex, place, side, other);
    }
}

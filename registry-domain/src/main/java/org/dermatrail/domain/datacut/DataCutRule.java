package org.dermatrail.domain.datacut;

/** The rules a command to a data cut can break; the names are the refusal codes. */
public enum DataCutRule {
    /** A cut of that name was published before. */
    DATA_CUT_ALREADY_PUBLISHED,
    /** The name is not a cut's name. */
    DATA_CUT_NAME_MALFORMED
}

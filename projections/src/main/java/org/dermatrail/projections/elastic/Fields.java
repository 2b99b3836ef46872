package org.dermatrail.projections.elastic;

import org.dermatrail.projections.cohort.CohortField;

/** Names in the documents of the cohort index; their mapping stands in {@code cohort.json}. */
final class Fields {

    static final String PARTICIPANT = "participant";
    static final String SURROGATE = "surrogate";
    static final String ACCESS = "access";
    static final String STUDY = "study";
    static final String SITE = "site";
    static final String CONSENTED = "consented";
    /** Keys of all blocks of the document. */
    static final String BLOCKS = "blocks";

    static final String KEY = "key";
    static final String ROW = "row";
    static final String LESION = "lesion";
    static final String CAPTURE = "capture";
    static final String WITHHELD = "withheld";
    /** What a row says in words. */
    static final String WORDS = "words";
    /** What it says in numbers, one field each. */
    static final String NUMBERS = "f";

    /** One for each block; in each its rows. */
    static final String BLOCK = "block";
    /** One for each capture that has several rows; in each a copy of these. */
    static final String SHARED = "shared";

    private Fields() {}

    static String access(String field) {
        return ACCESS + "." + field;
    }

    /** The path of the rows below blocks or shared captures. */
    static String rows(String parent) {
        return parent + "." + ROW;
    }

    static String of(String rows, String name) {
        return rows + "." + name;
    }

    static String words(String rows) {
        return of(rows, WORDS);
    }

    static String number(String rows, CohortField field) {
        return rows + "." + NUMBERS + "." + field.wireName();
    }
}

package org.dermatrail.connectors.synthetic;

import org.dermatrail.connectors.mapping.Vocabulary;
import org.jspecify.annotations.Nullable;

/** Reads single cells. A message names the column and never repeats what stands there. */
final class Words {

    private static final int LONGEST_ID = 200;
    private static final int LATEST_DAY = 36_500;
    private static final int OLDEST = 120;

    private Words() {}

    /** An id that must be there. */
    static String id(String cell, String column, String code) throws Unfit {
        var id = optionalId(cell, column);
        if (id == null) {
            throw new Unfit(code, "column '%s' is blank; fill it.".formatted(column));
        }
        return id;
    }

    /** An id, or {@code null} where the cell is blank. */
    static @Nullable String optionalId(String cell, String column) throws Unfit {
        if (cell.length() > LONGEST_ID || cell.chars().anyMatch(Character::isISOControl)) {
            throw new Unfit("ID_UNUSABLE", "column '%s' holds no usable id; correct it.".formatted(column));
        }
        return cell.isBlank() ? null : cell;
    }

    /** A word of the registry, or {@code null} where the cell is blank. */
    static <E extends Enum<E>> @Nullable E word(String cell, String column, Vocabulary<E> vocabulary) throws Unfit {
        if (cell.isEmpty()) {
            return null;
        }
        return vocabulary
                .read(cell)
                .orElseThrow(() -> new Unfit(
                        "VALUE_NOT_KNOWN",
                        "column '%s' does not hold %s; correct the row.".formatted(column, vocabulary.sentence())));
    }

    /** A word of the registry that must be there. */
    static <E extends Enum<E>> E needed(String cell, String column, Vocabulary<E> vocabulary) throws Unfit {
        var word = word(cell, column, vocabulary);
        if (word == null) {
            throw new Unfit("VALUE_MISSING", "column '%s' is blank; fill it.".formatted(column));
        }
        return word;
    }

    static @Nullable Integer age(String cell) throws Unfit {
        return number(cell, 0, OLDEST, "AGE_UNUSABLE", "column 'age' holds no age in years; correct the row.");
    }

    static @Nullable Integer day(String cell) throws Unfit {
        return number(
                cell,
                -LATEST_DAY,
                LATEST_DAY,
                "DAY_UNUSABLE",
                "column 'day' holds no whole number of days from the baseline; correct the row.");
    }

    private static @Nullable Integer number(String cell, int least, int most, String code, String sentence)
            throws Unfit {
        if (cell.isEmpty()) {
            return null;
        }
        if (!cell.matches("-?[0-9]{1,6}")) {
            throw new Unfit(code, sentence);
        }
        int number = Integer.parseInt(cell);
        if (number < least || number > most) {
            throw new Unfit(code, sentence);
        }
        return number;
    }
}

package org.dermatrail.projections.cohort;

/**
 * The least or the greatest value of a number that matching rows have.
 *
 * @param criteria which rows
 * @param field a number field
 * @param least whether the least value, else the greatest
 */
public record Edge(Criteria criteria, CohortField field, boolean least) {

    /** Refuses a field that is no number. */
    public Edge {
        if (field.kind() != CohortField.Kind.NUMBER) {
            throw new IllegalArgumentException(field.wireName() + " has no least value");
        }
    }

    /** Whether a value lies further out than another. */
    public boolean beyond(long value, long other) {
        return least ? value < other : value > other;
    }
}

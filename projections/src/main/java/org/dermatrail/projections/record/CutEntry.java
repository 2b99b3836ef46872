package org.dermatrail.projections.record;

/**
 * A published data cut.
 *
 * @param cutId its name
 * @param order everything of a lower order is in it
 */
public record CutEntry(String cutId, long order) implements Entry {

    @Override
    public String id() {
        return cutId;
    }
}

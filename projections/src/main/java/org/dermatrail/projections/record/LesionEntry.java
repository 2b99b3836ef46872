package org.dermatrail.projections.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a lesion.
 *
 * @param lesionId id
 * @param ordinal dense number for counting
 * @param order when identified
 * @param participantKey whose it is
 * @param extent extent
 * @param places where it is, as said, oldest first
 * @param mergedInto the lesion it became an alias of, or {@code null}
 * @param aliases lesions merged straight into it, oldest first
 * @param diagnoses recorded diagnoses, oldest first
 * @param procedures performed procedures, oldest first
 * @param captureIds captures that were ever linked to it; when is said by the captures
 */
public record LesionEntry(
        String lesionId,
        int ordinal,
        long order,
        String participantKey,
        String extent,
        List<Place> places,
        @Nullable Merge mergedInto,
        List<Merge> aliases,
        List<Diagnosis> diagnoses,
        List<Procedure> procedures,
        List<String> captureIds)
        implements Entry {

    /**
     * Where a lesion is said to be.
     *
     * @param order when it was said
     * @param anatomicSite place, or {@code null}
     * @param laterality side, or {@code null}
     */
    public record Place(
            long order,
            @Nullable String anatomicSite,
            @Nullable String laterality) {}

    /**
     * That two lesions are one.
     *
     * @param order when it was said
     * @param lesionId the other lesion
     */
    public record Merge(long order, String lesionId) {}

    /**
     * A procedure as performed.
     *
     * @param order when it became known
     * @param procedureId its id
     * @param kind what was done
     * @param day relative day, or {@code null}
     */
    public record Procedure(
            long order,
            String procedureId,
            String kind,
            @Nullable Integer day) {}

    @Override
    public String id() {
        return lesionId;
    }

    /** The place as said before an order; the first at the earliest. */
    public Place placeBefore(long before) {
        var place = Entry.lastBefore(places, before, Place::order);
        return place == null ? places.getFirst() : place;
    }

    /** The lesion it was an alias of before an order, or {@code null}. */
    public @Nullable String mergedBefore(long before) {
        return mergedInto != null && mergedInto.order() < before ? mergedInto.lesionId() : null;
    }

    LesionEntry at(Place place) {
        return copy(Entry.with(places, place), mergedInto, aliases, diagnoses, procedures, captureIds);
    }

    LesionEntry mergedInto(Merge merge) {
        return copy(places, merge, aliases, diagnoses, procedures, captureIds);
    }

    LesionEntry withAlias(Merge alias) {
        return copy(places, mergedInto, Entry.with(aliases, alias), diagnoses, procedures, captureIds);
    }

    LesionEntry diagnosed(Diagnosis diagnosis) {
        return copy(places, mergedInto, aliases, Entry.with(diagnoses, diagnosis), procedures, captureIds);
    }

    LesionEntry treated(Procedure procedure) {
        return copy(places, mergedInto, aliases, diagnoses, Entry.with(procedures, procedure), captureIds);
    }

    LesionEntry linkedTo(String captureId) {
        return captureIds.contains(captureId)
                ? this
                : copy(places, mergedInto, aliases, diagnoses, procedures, Entry.with(captureIds, captureId));
    }

    private LesionEntry copy(
            List<Place> newPlaces,
            @Nullable Merge newMerge,
            List<Merge> newAliases,
            List<Diagnosis> newDiagnoses,
            List<Procedure> newProcedures,
            List<String> newCaptures) {
        return new LesionEntry(
                lesionId,
                ordinal,
                order,
                participantKey,
                extent,
                newPlaces,
                newMerge,
                newAliases,
                newDiagnoses,
                newProcedures,
                newCaptures);
    }
}

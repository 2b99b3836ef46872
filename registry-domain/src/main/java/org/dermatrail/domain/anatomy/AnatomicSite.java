package org.dermatrail.domain.anatomy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A region of the body, as coarse or as fine as the source knows it.
 *
 * <p>Law: acyclic; {@link #parent()} is the next coarser region, {@code null} at the top. Stored by {@link #name()}.
 * Source: ISIC archive general anatomic sites, HAM10000 localisations.
 */
public enum AnatomicSite {
    /** Head and neck, not said more finely. */
    HEAD_NECK(null),
    /** Face. */
    FACE(HEAD_NECK),
    /** Scalp. */
    SCALP(HEAD_NECK),
    /** Ear. */
    EAR(HEAD_NECK),
    /** Neck. */
    NECK(HEAD_NECK),
    /** Trunk, not said more finely. */
    TRUNK(null),
    /** Front of the trunk. */
    ANTERIOR_TORSO(TRUNK),
    /** Back of the trunk, as ISIC names it. */
    POSTERIOR_TORSO(TRUNK),
    /** Side of the trunk. */
    LATERAL_TORSO(TRUNK),
    /** Back. */
    BACK(POSTERIOR_TORSO),
    /** Chest. */
    CHEST(ANTERIOR_TORSO),
    /** Abdomen. */
    ABDOMEN(ANTERIOR_TORSO),
    /** Arm, not said more finely. */
    UPPER_EXTREMITY(null),
    /** Hand. */
    HAND(UPPER_EXTREMITY),
    /** Leg, not said more finely. */
    LOWER_EXTREMITY(null),
    /** Foot. */
    FOOT(LOWER_EXTREMITY),
    /** Palms of the hands or soles of the feet. */
    PALMS_SOLES(null),
    /** Acral, not said more finely. */
    ACRAL(null),
    /** Oral or genital. */
    ORAL_GENITAL(null),
    /** Genital. */
    GENITAL(ORAL_GENITAL);

    private final @Nullable AnatomicSite parent;

    AnatomicSite(@Nullable AnatomicSite parent) {
        this.parent = parent;
    }

    /** The next coarser region, or {@code null} at the top. */
    public @Nullable AnatomicSite parent() {
        return parent;
    }

    /** This region and all that contain it, finest first. */
    public List<AnatomicSite> withAncestors() {
        var path = new ArrayList<AnatomicSite>();
        for (AnatomicSite at = this; at != null; at = at.parent) {
            path.add(at);
        }
        return List.copyOf(path);
    }
}

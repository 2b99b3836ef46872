package org.dermatrail.domain.diagnosis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a lesion was found to be.
 *
 * <p>Law: acyclic; a code implies all its ancestors. The short codes are those of the ISIC challenges and HAM10000.
 * Stored by {@link #name()}.
 */
public enum DiagnosisCode {
    /** Benign, not said more finely. */
    BENIGN(null),
    /** Malignant, not said more finely. */
    MALIGNANT(null),
    /** Neither clearly benign nor clearly malignant. */
    INDETERMINATE(null),
    /** Inflammatory disease of the skin. */
    INFLAMMATORY(null),
    /** Disorder of pigmentation. */
    PIGMENTARY(null),
    /** Melanocytic naevus. */
    NV(BENIGN),
    /** Benign keratosis: seborrhoeic keratosis, solar lentigo or lichen-planus-like keratosis. */
    BKL(BENIGN),
    /** Dermatofibroma. */
    DF(BENIGN),
    /** Vascular lesion: angioma, angiokeratoma, pyogenic granuloma or haemorrhage. */
    VASC(BENIGN),
    /** Melanoma. */
    MEL(MALIGNANT),
    /** Basal cell carcinoma. */
    BCC(MALIGNANT),
    /** Squamous cell carcinoma. */
    SCC(MALIGNANT),
    /** Actinic keratosis. */
    AK(INDETERMINATE),
    /** Actinic keratosis or intraepithelial carcinoma (Bowen), as HAM10000 groups them. */
    AKIEC(INDETERMINATE),
    /** Psoriasis. */
    PSORIASIS(INFLAMMATORY),
    /** Acne. */
    ACNE(INFLAMMATORY),
    /** Eczema. */
    ECZEMA(INFLAMMATORY),
    /** Rosacea. */
    ROSACEA(INFLAMMATORY),
    /** Melasma. */
    MELASMA(PIGMENTARY),
    /** Vitiligo. */
    VITILIGO(PIGMENTARY),
    /** Assessed, and none of the above. */
    OTHER(null);

    private final @Nullable DiagnosisCode parent;

    DiagnosisCode(@Nullable DiagnosisCode parent) {
        this.parent = parent;
    }

    /** The next wider code, or {@code null} at the top. */
    public @Nullable DiagnosisCode parent() {
        return parent;
    }

    /** This code and all it implies, finest first. */
    public List<DiagnosisCode> withAncestors() {
        var path = new ArrayList<DiagnosisCode>();
        for (DiagnosisCode at = this; at != null; at = at.parent) {
            path.add(at);
        }
        return List.copyOf(path);
    }
}

package org.dermatrail.projections.cohort;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dermatrail.domain.anatomy.AnatomicSite;
import org.dermatrail.domain.diagnosis.DiagnosisCode;

/** A name with the names of all that contain it; a name the registry does not know stands alone. */
final class Hierarchies {

    private static final Map<String, Set<String>> SITES = Arrays.stream(AnatomicSite.values())
            .collect(Collectors.toUnmodifiableMap(AnatomicSite::name, site -> site.withAncestors().stream()
                    .map(AnatomicSite::name)
                    .collect(Collectors.toCollection(LinkedHashSet::new))));

    private static final Map<String, Set<String>> DIAGNOSES = Arrays.stream(DiagnosisCode.values())
            .collect(Collectors.toUnmodifiableMap(DiagnosisCode::name, code -> code.withAncestors().stream()
                    .map(DiagnosisCode::name)
                    .collect(Collectors.toCollection(LinkedHashSet::new))));

    private Hierarchies() {}

    static Set<String> anatomicSite(String name) {
        return SITES.getOrDefault(name, Set.of(name));
    }

    static Set<String> diagnosis(String name) {
        return DIAGNOSES.getOrDefault(name, Set.of(name));
    }
}

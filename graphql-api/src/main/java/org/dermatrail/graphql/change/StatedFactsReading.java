package org.dermatrail.graphql.change;

import static org.dermatrail.graphql.change.Orders.codeOrNull;

import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dermatrail.domain.anatomy.AnatomicSite;
import org.dermatrail.domain.anatomy.Laterality;
import org.dermatrail.domain.capture.AcquisitionParameter;
import org.dermatrail.domain.capture.Modality;
import org.dermatrail.domain.capture.StatedFacts;
import org.dermatrail.domain.participant.Sex;
import org.dermatrail.graphql.door.Refused;
import org.jspecify.annotations.Nullable;

/** Reads the argument {@code facts} of a change; what cannot be used is refused by the path of the field. */
final class StatedFactsReading {

    private static final int MOST_PARAMETERS = 100;
    private static final int LONGEST_TEXT = 200;

    private StatedFactsReading() {}

    /** The facts, of a site the caller may speak for. */
    static StatedFacts of(DataFetchingEnvironment env) {
        Map<String, Object> raw = Objects.requireNonNull(env.<Map<String, Object>>getArgument("facts"));
        return new StatedFacts(
                Orders.site(env, String.valueOf(raw.get("site")), "facts.site"),
                modality(String.valueOf(raw.get("modality"))),
                raw.get("technique") instanceof String technique ? shortText(technique, "facts.technique") : null,
                raw.get("day") instanceof Integer day ? day : null,
                age(raw.get("ageYears")),
                codeOrNull(raw.get("sex"), Sex.class),
                codeOrNull(raw.get("anatomicSite"), AnatomicSite.class),
                codeOrNull(raw.get("laterality"), Laterality.class),
                parameters(raw.get("parameters")));
    }

    private static Modality modality(String code) {
        try {
            return new Modality(code);
        } catch (IllegalArgumentException malformed) {
            throw Refused.argument(
                    Refused.BAD_INPUT, "facts.modality", "facts.modality is a DICOM code such as DMS or XC.");
        }
    }

    private static @Nullable Integer age(@Nullable Object raw) {
        if (!(raw instanceof Integer age)) {
            return null;
        }
        if (age < 0 || age > 130) {
            throw Refused.argument(Refused.BAD_INPUT, "facts.ageYears", "facts.ageYears is 0 to 130.");
        }
        return age;
    }

    private static List<AcquisitionParameter> parameters(@Nullable Object raw) {
        var parameters = new ArrayList<AcquisitionParameter>();
        if (raw instanceof List<?> list) {
            if (list.size() > MOST_PARAMETERS) {
                throw Refused.argument(
                        Refused.BAD_INPUT, "facts.parameters", "There are at most " + MOST_PARAMETERS + " parameters.");
            }
            for (var each : list) {
                if (each instanceof Map<?, ?> map) {
                    parameters.add(new AcquisitionParameter(
                            shortText(String.valueOf(map.get("name")), "facts.parameters"),
                            shortText(String.valueOf(map.get("value")), "facts.parameters"),
                            map.get("unit") instanceof String unit ? shortText(unit, "facts.parameters") : null));
                }
            }
        }
        return parameters;
    }

    private static String shortText(String text, String argument) {
        if (text.isBlank() || text.length() > LONGEST_TEXT) {
            throw Refused.argument(
                    Refused.BAD_INPUT, argument, argument + " has 1 to " + LONGEST_TEXT + " characters each.");
        }
        return text;
    }
}

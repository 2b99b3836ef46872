package org.dermatrail.graphql.question;

import graphql.schema.idl.RuntimeWiring;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import org.dermatrail.domain.anatomy.AnatomicSite;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CriteriaReader;
import org.dermatrail.projections.cohort.Level;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/**
 * The fields cohorts can be asked about and the codes of their values, with labels for people.
 *
 * <p>Law: every field and every known value has a label. Immutable and thread-safe.
 */
public final class Vocabulary implements RuntimeWiringConfigurer {

    /**
     * A field.
     *
     * @param field wire name
     * @param label label for people
     * @param kind how it is compared
     * @param level what it is a property of
     * @param values known values; empty for numbers and open sets
     */
    public record Field(String field, String label, CohortField.Kind kind, Level level, List<Value> values) {}

    /**
     * A value of a field.
     *
     * @param code the code
     * @param label label for people
     * @param wider the next wider code, or {@code null}
     */
    public record Value(String code, String label, @Nullable String wider) {}

    private static final Map<CohortField, String> SETS = Map.ofEntries(
            Map.entry(CohortField.SEX, "Sex"),
            Map.entry(CohortField.IDENTIFICATION, "Identification"),
            Map.entry(CohortField.STATUS, "ParticipantStatus"),
            Map.entry(CohortField.ANATOMIC_SITE, "AnatomicSite"),
            Map.entry(CohortField.ANATOMIC_REGION, "AnatomicSite"),
            Map.entry(CohortField.LATERALITY, "Laterality"),
            Map.entry(CohortField.DIAGNOSIS, "DiagnosisCode"),
            Map.entry(CohortField.DIAGNOSIS_GROUP, "DiagnosisCode"),
            Map.entry(CohortField.CONFIRMATION, "DiagnosisConfirmation"),
            Map.entry(CohortField.EXTENT, "Extent"),
            Map.entry(CohortField.PROCEDURE, "ProcedureKind"),
            Map.entry(CohortField.DISPUTED, "field"),
            Map.entry(CohortField.WITH_PICTURE, "Boolean"),
            Map.entry(CohortField.LINKED, "Boolean"));

    private final List<Field> fields;

    /** Reads the labels. */
    public Vocabulary() {
        var labels = ResourceBundle.getBundle("org.dermatrail.graphql.question.vocabulary");
        fields = Arrays.stream(CohortField.values())
                .map(field -> new Field(
                        field.wireName(),
                        labels.getString("field." + field.wireName()),
                        field.kind(),
                        field.level(),
                        CriteriaReader.knownValues(field).stream()
                                .map(code -> new Value(
                                        code, labels.getString(SETS.get(field) + "." + code), wider(field, code)))
                                .toList()))
                .toList();
    }

    /** All fields. */
    public List<Field> fields() {
        return fields;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type.dataFetcher("vocabulary", env -> fields));
    }

    private static @Nullable String wider(CohortField field, String code) {
        Enum<?> parent =
                switch (field) {
                    case ANATOMIC_SITE, ANATOMIC_REGION ->
                        AnatomicSite.valueOf(code).parent();
                    case DIAGNOSIS, DIAGNOSIS_GROUP ->
                        DiagnosisCode.valueOf(code).parent();
                    default -> null;
                };
        return parent == null ? null : parent.name();
    }
}

package org.dermatrail.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.TrivialDataFetcher;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.SchemaPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.dermatrail.domain.anatomy.AnatomicSite;
import org.dermatrail.domain.anatomy.Laterality;
import org.dermatrail.domain.capture.WithholdingReason;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.dermatrail.domain.diagnosis.DiagnosisConfirmation;
import org.dermatrail.domain.discrepancy.SubjectKind;
import org.dermatrail.domain.lesion.Extent;
import org.dermatrail.domain.lesion.MergeReason;
import org.dermatrail.domain.lesion.ProcedureKind;
import org.dermatrail.domain.participant.ConsentBasis;
import org.dermatrail.domain.participant.Identification;
import org.dermatrail.domain.participant.ParticipantStatus;
import org.dermatrail.domain.participant.Sex;
import org.dermatrail.domain.participant.StatusReason;
import org.dermatrail.graphql.caller.Role;
import org.dermatrail.graphql.door.AtHand;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchemaTest {

    private static final Path SNAPSHOT = Path.of("src/test/resources/schema-snapshot.graphqls");

    private final Clinic clinic = new Clinic();

    @AfterEach
    void close() {
        clinic.close();
    }

    @Test
    void is_the_committed_snapshot() throws IOException {
        var printed = new SchemaPrinter(SchemaPrinter.Options.defaultOptions()
                        .includeDirectiveDefinitions(false)
                        .descriptionsAsHashComments(false))
                .print(clinic.source().schema());

        var actual = Path.of("target", "schema-snapshot.graphqls");
        Files.writeString(actual, printed);

        assertThat(Files.readString(SNAPSHOT))
                .as("where the change is meant, copy %s over the snapshot", actual)
                .isEqualTo(printed);
    }

    @Test
    void knows_every_code_of_the_domain_and_no_other() {
        List<Class<? extends Enum<?>>> sets = List.of(
                Sex.class,
                ParticipantStatus.class,
                StatusReason.class,
                ConsentBasis.class,
                Identification.class,
                AnatomicSite.class,
                Laterality.class,
                DiagnosisCode.class,
                DiagnosisConfirmation.class,
                Extent.class,
                MergeReason.class,
                ProcedureKind.class,
                WithholdingReason.class,
                SubjectKind.class,
                Level.class,
                Role.class);

        for (var set : sets) {
            var type = (GraphQLEnumType)
                    Objects.requireNonNull(clinic.source().schema().getType(set.getSimpleName()), set.getSimpleName());
            assertThat(type.getValues())
                    .extracting(value -> value.getName())
                    .as(set.getSimpleName())
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(set.getEnumConstants())
                            .map(Enum::name)
                            .toList());
        }
    }

    @Test
    void never_shows_an_id_straight_from_a_record() {
        var schema = clinic.source().schema();
        var straight = new ArrayList<String>();
        for (var each : schema.getAllTypesAsList()) {
            if (each instanceof GraphQLObjectType object && !object.getName().startsWith("__")) {
                for (var field : object.getFieldDefinitions()) {
                    var type = (GraphQLNamedType) GraphQLTypeUtil.unwrapAll(field.getType());
                    var fetcher = schema.getCodeRegistry().getDataFetcher(object, field);
                    boolean reads = fetcher instanceof TrivialDataFetcher && !(fetcher instanceof AtHand);
                    if (type.getName().equals("ID") && reads) {
                        straight.add(object.getName() + "." + field.getName());
                    }
                }
            }
        }

        // These two come out of a change, which scopes them when it is made.
        assertThat(straight)
                .containsExactlyInAnyOrder("RecordedDiagnosis.diagnosisId", "RecordedProcedure.procedureId");
    }

    @Test
    void labels_every_field_and_value_of_the_vocabulary() {
        clinic.as(Clinic.RESEARCHER)
                .document("{ vocabulary { field label kind level values { code label wider } } }")
                .execute()
                .path("vocabulary")
                .entityList(Object.class)
                .hasSize(CohortField.values().length);
    }
}

package org.dermatrail.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLTypeUtil;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dermatrail.graphql.caller.Caller;
import org.dermatrail.graphql.caller.Permissions;
import org.dermatrail.graphql.caller.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PermissionsTest {

    /** Who may: C coordinator, R researcher, E ethics, D data manager. */
    private static final String TABLE = """
            Query.me                         CRED
            Query.studies                    CRED
            Query.study                      CRED
            Query.sites                      CRED
            Query.cohort                     CRED
            Query.cuts                       CRED
            Query.vocabulary                 CRED
            Query.participants               CR-D
            Query.participant                CR-D
            Query.lesion                     CR-D
            Query.capture                    CR-D
            Query.node                       CR-D
            Query.discrepancies              C--D
            Query.enrolment                  C-ED
            Query.auditLog                   --ED
            Mutation.openStudy               ---D
            Mutation.publishProtocolVersion  ---D
            Mutation.closeStudy              ---D
            Mutation.openSite                ---D
            Mutation.closeSite               ---D
            Mutation.publishDataCut          ---D
            Mutation.describeParticipant     C--D
            Mutation.changeParticipantStatus C--D
            Mutation.giveConsent             C--D
            Mutation.withdrawConsent         C--D
            Mutation.identifyLesion          C--D
            Mutation.describeLesion          C--D
            Mutation.mergeLesions            C--D
            Mutation.splitLesion             C--D
            Mutation.recordDiagnosis         C--D
            Mutation.recordProcedure         C--D
            Mutation.recordCapture           C--D
            Mutation.linkCapture             C--D
            Mutation.unlinkCapture           C--D
            Mutation.relinkCapture           C--D
            Mutation.correctCapture          C--D
            Mutation.withholdCapture         C--D
            Mutation.releaseCapture          C--D
            Mutation.resolveDiscrepancy      C--D
            """;

    /** What those hear who may ask, the arguments being made up. */
    private static final List<String> REACHED = List.of("none", "NOT_FOUND", "DIAGNOSIS_OF_NOTHING", "BAD_INPUT");

    private static final Map<Character, Caller> CALLERS =
            Map.of('C', Clinic.COORDINATOR, 'R', Clinic.RESEARCHER, 'E', Clinic.ETHICS, 'D', Clinic.KEEPER);

    private final Clinic clinic = new Clinic();

    @AfterEach
    void close() {
        clinic.close();
    }

    private static Map<String, String> rows() {
        var rows = new LinkedHashMap<String, String>();
        TABLE.lines().forEach(line -> rows.put(line.split(" +")[0], line.split(" +")[1]));
        return rows;
    }

    @Test
    void every_question_and_change_of_the_schema_has_a_row() {
        var schema = clinic.source().schema();
        var fields = new TreeSet<String>();
        for (var type : List.of(schema.getQueryType(), Objects.requireNonNull(schema.getMutationType()))) {
            type.getFieldDefinitions().forEach(field -> fields.add(type.getName() + "." + field.getName()));
        }

        assertThat(rows().keySet()).containsExactlyInAnyOrderElementsOf(fields);
    }

    @Test
    void each_row_holds_at_the_door() {
        var schema = clinic.source().schema();
        rows().forEach((coordinate, who) -> {
            var type = coordinate.startsWith("Query.")
                    ? schema.getQueryType()
                    : Objects.requireNonNull(schema.getMutationType());
            var document = document(type.getField(coordinate.substring(coordinate.indexOf('.') + 1)));
            CALLERS.forEach((letter, caller) -> {
                boolean may = who.indexOf(letter) >= 0;
                int sentBefore = clinic.sent.size();

                var code = clinic.code(caller, (coordinate.startsWith("Query.") ? "" : "mutation ") + document);

                assertThat(Permissions.of(caller.role()).contains(coordinate))
                        .as("%s %s", letter, coordinate)
                        .isEqualTo(may);
                if (may) {
                    assertThat(code).as("%s %s", letter, document).isIn(REACHED);
                } else {
                    assertThat(code).as("%s %s", letter, document).isEqualTo("NOT_ALLOWED");
                    assertThat(clinic.sent).hasSize(sentBefore);
                }
            });
        });
    }

    @Test
    void what_the_table_does_not_name_is_denied_at_the_root() {
        for (var role : Role.values()) {
            assertThat(Permissions.allows(role, "Query", "everything")).isFalse();
            assertThat(Permissions.allows(role, "Mutation", "forget")).isFalse();
        }
    }

    @Test
    void ethics_sees_counts_of_a_cohort_but_neither_rows_nor_pictures() {
        assertThat(clinic.code(Clinic.ETHICS, "{ cohort { captureCount { value } } }"))
                .isEqualTo("none");
        assertThat(clinic.code(Clinic.ETHICS, "{ cohort { captures { edges { node { id } } } } }"))
                .isEqualTo("NOT_ALLOWED");
        assertThat(Permissions.allows(Role.ETHICS, "Image", "pictureUrl")).isFalse();
        assertThat(Permissions.allows(Role.ETHICS, "Image", "thumbnailUrl")).isFalse();
    }

    private static String document(GraphQLFieldDefinition field) {
        var arguments = field.getArguments().stream()
                .filter(argument -> GraphQLTypeUtil.isNonNull(argument.getType()))
                .map(PermissionsTest::argument)
                .collect(Collectors.joining(", "));
        var below = GraphQLTypeUtil.isLeaf(GraphQLTypeUtil.unwrapAll(field.getType())) ? "" : " { __typename }";
        return "{ " + field.getName() + (arguments.isEmpty() ? "" : "(" + arguments + ")") + below + " }";
    }

    private static String argument(GraphQLArgument argument) {
        return argument.getName() + ": " + literal(argument.getType());
    }

    private static String literal(GraphQLInputType type) {
        var inner = GraphQLTypeUtil.unwrapNonNull(type);
        if (GraphQLTypeUtil.isList(inner)) {
            return "[]";
        }
        return switch (inner) {
            case GraphQLEnumType set -> set.getValues().getFirst().getName();
            case GraphQLInputObjectType object -> "{site: \"" + Clinic.VIENNA + "\", modality: \"DMS\"}";
            default -> "\"naevus-2026\"";
        };
    }
}

package org.dermatrail.graphql.caller;

import static org.dermatrail.graphql.caller.Role.COORDINATOR;
import static org.dermatrail.graphql.caller.Role.DATA_MANAGER;
import static org.dermatrail.graphql.caller.Role.ETHICS;
import static org.dermatrail.graphql.caller.Role.RESEARCHER;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What each role may do, in one table.
 *
 * <p>Law: a field of Query or Mutation that is not in the table is denied to everyone; fields of other types are reached
 * through these and are denied only where the table names them. What may be seen within an allowed field is decided by
 * the caller's access filter.
 */
public final class Permissions {

    private static final Set<Role> EVERYONE = EnumSet.allOf(Role.class);
    /** Those who see rows and pictures. */
    private static final Set<Role> ROWS = EnumSet.of(COORDINATOR, RESEARCHER, DATA_MANAGER);
    /** Those who change clinical data. */
    private static final Set<Role> CARE = EnumSet.of(COORDINATOR, DATA_MANAGER);

    private static final Set<Role> OVERSIGHT = EnumSet.of(ETHICS, DATA_MANAGER);
    private static final Set<Role> KEEPER = EnumSet.of(DATA_MANAGER);

    private static final Map<String, Set<Role>> TABLE = new TreeMap<>(Map.ofEntries(
            Map.entry("Query.me", EVERYONE),
            Map.entry("Query.studies", EVERYONE),
            Map.entry("Query.study", EVERYONE),
            Map.entry("Query.sites", EVERYONE),
            Map.entry("Query.cohort", EVERYONE),
            Map.entry("Query.cuts", EVERYONE),
            Map.entry("Query.vocabulary", EVERYONE),
            Map.entry("Query.participants", ROWS),
            Map.entry("Query.participant", ROWS),
            Map.entry("Query.lesion", ROWS),
            Map.entry("Query.capture", ROWS),
            Map.entry("Query.node", ROWS),
            Map.entry("Query.discrepancies", CARE),
            // Boards hold exact counts of few people, so researchers ask the cohort door instead.
            Map.entry("Query.enrolment", EnumSet.of(COORDINATOR, ETHICS, DATA_MANAGER)),
            Map.entry("Query.auditLog", OVERSIGHT),
            Map.entry("Cohort.participants", ROWS),
            Map.entry("Cohort.lesions", ROWS),
            Map.entry("Cohort.captures", ROWS),
            Map.entry("Image.pictureUrl", ROWS),
            Map.entry("Image.thumbnailUrl", ROWS),
            Map.entry("Mutation.openStudy", KEEPER),
            Map.entry("Mutation.publishProtocolVersion", KEEPER),
            Map.entry("Mutation.closeStudy", KEEPER),
            Map.entry("Mutation.openSite", KEEPER),
            Map.entry("Mutation.closeSite", KEEPER),
            Map.entry("Mutation.publishDataCut", KEEPER),
            Map.entry("Mutation.describeParticipant", CARE),
            Map.entry("Mutation.changeParticipantStatus", CARE),
            Map.entry("Mutation.giveConsent", CARE),
            Map.entry("Mutation.withdrawConsent", CARE),
            Map.entry("Mutation.identifyLesion", CARE),
            Map.entry("Mutation.describeLesion", CARE),
            Map.entry("Mutation.mergeLesions", CARE),
            Map.entry("Mutation.splitLesion", CARE),
            Map.entry("Mutation.recordDiagnosis", CARE),
            Map.entry("Mutation.recordProcedure", CARE),
            Map.entry("Mutation.recordCapture", CARE),
            Map.entry("Mutation.linkCapture", CARE),
            Map.entry("Mutation.unlinkCapture", CARE),
            Map.entry("Mutation.relinkCapture", CARE),
            Map.entry("Mutation.correctCapture", CARE),
            Map.entry("Mutation.withholdCapture", CARE),
            Map.entry("Mutation.releaseCapture", CARE),
            Map.entry("Mutation.resolveDiscrepancy", CARE)));

    private Permissions() {}

    /** Whether a role may use a field, named as {@code Type.field}. */
    public static boolean allows(Role role, String type, String field) {
        var roles = TABLE.get(type + "." + field);
        if (roles == null) {
            return !type.equals("Query") && !type.equals("Mutation");
        }
        return roles.contains(role);
    }

    /** The fields of Query and Mutation a role may use, sorted. */
    public static List<String> of(Role role) {
        return TABLE.entrySet().stream()
                .filter(row -> row.getKey().startsWith("Query.") || row.getKey().startsWith("Mutation."))
                .filter(row -> row.getValue().contains(role))
                .map(Map.Entry::getKey)
                .toList();
    }
}

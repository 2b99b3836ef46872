package org.dermatrail.ops.security;

import java.util.Set;
import org.dermatrail.graphql.caller.Caller;
import org.dermatrail.graphql.caller.Role;
import org.dermatrail.projections.disclosure.DisclosurePolicy;
import org.jspecify.annotations.Nullable;

/**
 * A person's local account.
 *
 * <p>Laws: a researcher has a project and granted studies; a coordinator has sites, each as {@code study/code}; nobody
 * else has either. Holds no secret. Immutable.
 *
 * @param name name to sign in with, 2 to 64 lower-case letters, digits, points, hyphens and underscores
 * @param role role
 * @param project project of a researcher, or {@code null}
 * @param studies studies granted to a researcher
 * @param sites sites of a coordinator
 * @param disabled whether the account is shut out
 */
public record Account(
        String name, Role role, @Nullable String project, Set<String> studies, Set<String> sites, boolean disabled) {

    /** Refuses what the laws do not allow; the message says what to give instead. */
    public Account {
        studies = Set.copyOf(studies);
        sites = Set.copyOf(sites);
        require(isName(name), "an account name is 2 to 64 lower-case letters, digits, points, hyphens, underscores");
        boolean researcher = role == Role.RESEARCHER;
        require(researcher == (project != null), "a researcher, and nobody else, needs a project");
        require(
                project == null || project.matches("[a-z0-9][a-z0-9-]{1,39}"),
                "a project is 2 to 40 lower-case letters, digits and hyphens");
        // These words scope the ids of other roles; a project of that name would share them.
        require(
                project == null || !Set.of("ethics", "registry").contains(project),
                "'ethics' and 'registry' cannot be projects");
        require(researcher || studies.isEmpty(), "only a researcher is granted studies");
        require((role == Role.COORDINATOR) == !sites.isEmpty(), "a coordinator, and nobody else, needs sites");
        require(sites.stream().allMatch(site -> site.indexOf('/') > 0), "a site is named as study/code");
    }

    static boolean isName(String name) {
        return name.matches("[a-z0-9][a-z0-9._-]{1,63}");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    /** The caller this account asks as. */
    public Caller caller(DisclosurePolicy forResearchers) {
        return switch (role) {
            case COORDINATOR -> Caller.coordinator(name, sites);
            case RESEARCHER -> Caller.researcher(name, project == null ? "" : project, studies, forResearchers);
            case ETHICS -> Caller.ethics(name);
            case DATA_MANAGER -> Caller.dataManager(name);
        };
    }
}

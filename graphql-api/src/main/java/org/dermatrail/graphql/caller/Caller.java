package org.dermatrail.graphql.caller;

import graphql.GraphQLContext;
import java.util.Set;
import java.util.TreeSet;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.disclosure.DisclosurePolicy;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, resolved once a request and put into its context under this class.
 *
 * <p>Law: no question runs without one. Holds no secret. Immutable and thread-safe.
 *
 * @param account name of the account
 * @param role role
 * @param project project of a researcher, or {@code null}
 * @param access what may be seen
 * @param policy how small a count may be shown
 * @param scope under which ids are scoped; two callers share ids only if they share this
 */
public record Caller(
        String account,
        Role role,
        @Nullable String project,
        AccessFilter access,
        DisclosurePolicy policy,
        String scope) {

    /** A coordinator of sites, each named as {@code study/code}. */
    public static Caller coordinator(String account, Set<String> siteIds) {
        var sorted = new TreeSet<>(siteIds);
        var studies = new TreeSet<String>();
        for (var siteId : sorted) {
            int slash = siteId.indexOf('/');
            if (slash > 0) {
                studies.add(siteId.substring(0, slash));
            }
        }
        var access = new AccessFilter(new AccessFilter.Only(studies), new AccessFilter.Only(sorted), false);
        return new Caller(
                account, Role.COORDINATOR, null, access, DisclosurePolicy.EXACT, "site:" + String.join(",", sorted));
    }

    /** A researcher of a project with granted studies. */
    public static Caller researcher(String account, String project, Set<String> studies, DisclosurePolicy policy) {
        var access = new AccessFilter(new AccessFilter.Only(studies), new AccessFilter.Everything(), true);
        return new Caller(account, Role.RESEARCHER, project, access, policy, project);
    }

    /** A member of the ethics committee. */
    public static Caller ethics(String account) {
        return new Caller(account, Role.ETHICS, null, AccessFilter.everything(), DisclosurePolicy.EXACT, "ethics");
    }

    /** A data manager. */
    public static Caller dataManager(String account) {
        return new Caller(
                account, Role.DATA_MANAGER, null, AccessFilter.everything(), DisclosurePolicy.EXACT, "registry");
    }

    /** The caller of a request. */
    public static Caller of(GraphQLContext context) {
        Caller caller = context.get(Caller.class);
        if (caller == null) {
            throw new IllegalStateException("a question was asked without a caller");
        }
        return caller;
    }
}

package org.dermatrail.ops.server;

import java.util.Optional;
import org.dermatrail.graphql.caller.Caller;
import org.dermatrail.ops.security.Account;
import org.dermatrail.projections.disclosure.DisclosurePolicy;
import org.springframework.security.core.context.SecurityContextHolder;

/** Resolves who asks, once a request, from what the front door recognised. Thread-safe. */
public final class Callers {

    private final DisclosurePolicy forResearchers;

    /** Gives researchers this policy. */
    public Callers(DisclosurePolicy forResearchers) {
        this.forResearchers = forResearchers;
    }

    /** The caller of the current request, or empty where nobody signed in. */
    public Optional<Caller> current() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Account account
                ? Optional.of(account.caller(forResearchers))
                : Optional.empty();
    }
}

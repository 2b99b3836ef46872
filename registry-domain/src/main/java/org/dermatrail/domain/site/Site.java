package org.dermatrail.domain.site;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.dermatrail.domain.Outcome;
import org.dermatrail.domain.Refusal;
import org.dermatrail.domain.site.SiteCommand.CloseSite;
import org.dermatrail.domain.site.SiteCommand.OpenSite;
import org.dermatrail.domain.site.SiteEvent.SiteClosed;
import org.dermatrail.domain.site.SiteEvent.SiteOpened;
import org.jspecify.annotations.Nullable;

/** A participating centre of one study: opened once, closed for good. */
public class Site {

    private static final int LONGEST_NAME = 200;

    @AggregateIdentifier
    @Nullable
    String stream;

    private boolean closed;

    Site() {}

    /** The name of a site's stream. */
    public static String stream(String siteId) {
        return "site:" + siteId;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(OpenSite command) {
        var id = command.siteId();
        if (stream != null) {
            return Refusal.of(
                    SiteRule.SITE_ALREADY_OPEN, "Site '%s' exists already in study '%s'.", id.code(), id.studyId());
        }
        if (!id.code().matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")) {
            return Refusal.of(
                    SiteRule.SITE_CODE_MALFORMED,
                    "A site code is 1 to 40 letters, digits, hyphens, points and underscores.");
        }
        if (command.name().isBlank() || command.name().length() > LONGEST_NAME) {
            return Refusal.of(SiteRule.SITE_NAME_MALFORMED, "A site needs a name of 1 to %d characters.", LONGEST_NAME);
        }
        apply(new SiteOpened(id.toString(), id.studyId(), id.code(), command.name()));
        return Outcome.accept();
    }

    @CommandHandler
    Outcome handle(CloseSite command) {
        if (!closed) {
            apply(new SiteClosed(command.siteId().toString()));
        }
        return Outcome.accept();
    }

    @EventSourcingHandler
    void on(SiteOpened event) {
        stream = stream(event.siteId());
    }

    @EventSourcingHandler
    void on(SiteClosed event) {
        closed = true;
    }
}

package org.dermatrail.ops.registry;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.dermatrail.domain.site.Site;
import org.dermatrail.domain.site.SiteEvent.SiteClosed;
import org.dermatrail.domain.site.SiteId;
import org.dermatrail.domain.study.Study;
import org.dermatrail.domain.study.StudyEvent.StudyClosed;
import org.dermatrail.gateway.intake.StudyDirectory;

/** Reads the short streams of studies and sites, which are never behind, as a projection may be. */
final class StreamDirectory implements StudyDirectory {

    private final EventStore events;

    StreamDirectory(EventStore events) {
        this.events = events;
    }

    @Override
    public Standing study(String studyId) {
        return standing(Study.stream(studyId), StudyClosed.class);
    }

    @Override
    public Standing site(SiteId siteId) {
        return standing(Site.stream(siteId.toString()), SiteClosed.class);
    }

    private Standing standing(String stream, Class<?> closing) {
        var standing = Standing.UNKNOWN;
        for (var stored = events.readEvents(stream); stored.hasNext(); ) {
            boolean closes = closing.isInstance(stored.next().getPayload());
            standing = closes ? Standing.CLOSED : standing == Standing.UNKNOWN ? Standing.OPEN : standing;
        }
        return standing;
    }
}

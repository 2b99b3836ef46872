package org.dermatrail.gateway.intake;

import java.util.HashSet;
import java.util.Set;
import org.dermatrail.connectors.SourceDescription;
import org.dermatrail.connectors.SourceFault;
import org.dermatrail.domain.Refusal;
import org.dermatrail.domain.site.SiteCommand.OpenSite;
import org.dermatrail.domain.site.SiteId;
import org.dermatrail.domain.study.StudyCommand.OpenStudy;

/**
 * Sees to it that captures come for a study and sites that are open.
 *
 * <p>Laws: a ready mapping opens its study and sites where they are unknown; any other study that is unknown is refused
 * before the first row; the site of rows without a centre is opened whenever it is needed.
 */
final class Sites {

    private final SourceDescription source;
    private final StudyDirectory studies;
    private final CommandDoor door;
    private final Set<SiteId> open = new HashSet<>();

    private Sites(SourceDescription source, StudyDirectory studies, CommandDoor door) {
        this.source = source;
        this.studies = studies;
        this.door = door;
    }

    static Sites of(SourceDescription source, StudyDirectory studies, CommandDoor door) {
        switch (studies.study(source.studyId())) {
            case CLOSED ->
                throw new SourceFault(
                        "STUDY_CLOSED", "Study '" + source.studyId() + "' is closed and takes no captures any more.");
            case UNKNOWN -> {
                if (!source.createsStudy()) {
                    throw new SourceFault(
                            "STUDY_UNKNOWN",
                            "Study '" + source.studyId()
                                    + "' is not in this registry; open it first, or correct study.code"
                                    + " in the mapping file.");
                }
                expectAccepted(door.send(new OpenStudy(source.studyId(), source.studyTitle())));
            }
            case OPEN -> {}
        }
        return new Sites(source, studies, door);
    }

    /** Whether captures may come for the site; opens it where the mapping may. */
    boolean admits(SiteId site) {
        if (open.contains(site)) {
            return true;
        }
        var admitted =
                switch (studies.site(site)) {
                    case OPEN -> true;
                    case CLOSED -> false;
                    case UNKNOWN -> {
                        if (!source.createsStudy() && !site.isUnknown()) {
                            yield false;
                        }
                        var name = source.siteNames().getOrDefault(site.code(), site.code());
                        expectAccepted(door.send(new OpenSite(site, name)));
                        yield true;
                    }
                };
        if (admitted) {
            open.add(site);
        }
        return admitted;
    }

    private static void expectAccepted(CommandDoor.Reply reply) {
        if (reply instanceof CommandDoor.Reply.Answered(Refusal refusal)) {
            throw new SourceFault(refusal.code(), refusal.sentence());
        }
    }
}

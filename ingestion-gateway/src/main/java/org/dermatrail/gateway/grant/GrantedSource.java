package org.dermatrail.gateway.grant;

import java.io.IOException;
import java.util.List;
import org.dermatrail.connectors.Source;
import org.dermatrail.connectors.SourceCapture;
import org.dermatrail.connectors.SourceColumn;
import org.dermatrail.connectors.SourceDescription;
import org.dermatrail.connectors.SourceHappening;
import org.dermatrail.connectors.SourceItem;
import org.dermatrail.connectors.SourceRemarks;
import org.dermatrail.connectors.UnusableItem;
import org.dermatrail.domain.site.SiteId;
import org.dermatrail.gateway.edge.SourceMap;
import org.dermatrail.gateway.intake.RowIdentity;
import org.dermatrail.pseudonymization.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A source of which only the granted rows are usable; see {@link GrantedConnector}. Used by one thread. */
final class GrantedSource implements Source {

    private static final Logger LOG = LoggerFactory.getLogger(GrantedSource.class);

    private final Source source;
    private final ImportGrant grant;
    private final SourceMap map;
    private final Vault vault;

    GrantedSource(Source source, ImportGrant grant, SourceMap map, Vault vault) {
        this.source = source;
        this.grant = grant;
        this.map = map;
        this.vault = vault;
    }

    /** The same, but nothing may be opened by it. */
    @Override
    public SourceDescription description() {
        var said = source.description();
        return new SourceDescription(
                said.issuer(),
                said.studyId(),
                said.studyTitle(),
                false,
                said.siteNames(),
                said.identification(),
                said.consent());
    }

    @Override
    public @Nullable SourceItem next() throws IOException {
        var item = source.next();
        return switch (item) {
            case null -> null;
            case SourceCapture row -> judged(row);
            case SourceHappening later -> leftToOthers(later);
            case UnusableItem unusable -> unusable;
        };
    }

    /** Names no site, and could speak of anybody. */
    private static UnusableItem leftToOthers(SourceHappening later) {
        return new UnusableItem(
                later.origin(),
                later.sourceId(),
                "LATER_STATEMENT_NOT_GRANTED",
                "What is stated later about participants and lesions is imported by a data manager.");
    }

    private SourceItem judged(SourceCapture row) {
        var site = row.facts().siteId();
        if (!grant.admitsSite(site.toString())) {
            return unusable(
                    row,
                    "SITE_NOT_GRANTED",
                    "Site '" + site.code() + "' is not one you coordinate; leave the row to a data manager.");
        }
        if (touchesAnotherSite(row)) {
            return unusable(
                    row,
                    "KNOWN_FROM_ANOTHER_SITE",
                    "The row is about a capture, lesion or person that came from a site you do not coordinate; leave it to"
                            + " a data manager.");
        }
        return row;
    }

    private static UnusableItem unusable(SourceCapture row, String code, String reason) {
        return new UnusableItem(row.origin(), row.sourceCaptureId(), code, reason);
    }

    /** A new site in the row would else bring what is known from another site into the reach of whoever sends it. */
    private boolean touchesAnotherSite(SourceCapture row) {
        var issuer = source.description().issuer();
        synchronized (map.lock()) {
            var capture = map.capture(issuer, row.sourceCaptureId());
            if (capture != null
                    && (isElsewhere(capture.stated().siteId()) || isOfAnotherSite(capture.participantKey()))) {
                return true;
            }
            var lesion = row.sourceLesionId() == null ? null : map.lesion(issuer, row.sourceLesionId());
            if (lesion != null && isOfAnotherSite(lesion.participantKey())) {
                return true;
            }
        }
        return isAboutSomebodyOfAnotherSite(row);
    }

    private boolean isAboutSomebodyOfAnotherSite(SourceCapture row) {
        try {
            return vault.known(RowIdentity.of(row, source.description()))
                    .filter(participantKey -> {
                        synchronized (map.lock()) {
                            return isOfAnotherSite(participantKey);
                        }
                    })
                    .isPresent();
        } catch (IllegalArgumentException unusable) {
            // The door says better what is wrong with the id.
            return false;
        }
    }

    private boolean isOfAnotherSite(String participantKey) {
        var participant = map.participant(participantKey);
        return participant != null && isElsewhere(participant.siteId());
    }

    private boolean isElsewhere(@Nullable String siteId) {
        return !grant.admitsSite(
                siteId == null ? new SiteId(source.description().studyId(), SiteId.UNKNOWN).toString() : siteId);
    }

    @Override
    public long bytesRead() {
        return source.bytesRead();
    }

    @Override
    public long bytesInAll() {
        return source.bytesInAll();
    }

    @Override
    public List<SourceColumn> columns() {
        return source.columns();
    }

    @Override
    public SourceRemarks remarks() {
        return source.remarks();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            LOG.warn("A source that was not granted could not be closed", e);
        }
    }
}

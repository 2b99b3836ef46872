package org.dermatrail.gateway.grant;

import java.nio.file.Path;
import java.util.List;
import org.dermatrail.connectors.Connector;
import org.dermatrail.connectors.Source;
import org.dermatrail.connectors.SourceFault;
import org.dermatrail.connectors.SourceRequest;
import org.dermatrail.gateway.edge.SourceMap;
import org.dermatrail.pseudonymization.vault.Vault;

/**
 * A connector as somebody with limited rights may use it.
 *
 * <p>Laws: a source for a study that is not granted cannot be opened; a row of a site that is not granted, or about a
 * capture, lesion or person whom the door knows from such a site, is unusable, and so is what is stated later. Thread-safe.
 */
public final class GrantedConnector implements Connector {

    private final Connector connector;
    private final ImportGrant grant;
    private final SourceMap map;
    private final Vault vault;

    /** Limits a connector to a grant; what is known already is looked up in map and vault. */
    public GrantedConnector(Connector connector, ImportGrant grant, SourceMap map, Vault vault) {
        this.connector = connector;
        this.grant = grant;
        this.map = map;
        this.vault = vault;
    }

    @Override
    public String name() {
        return connector.name();
    }

    @Override
    public List<Path> textOf(SourceRequest request) {
        return connector.textOf(request);
    }

    @Override
    public Source open(SourceRequest request) {
        var source = connector.open(request);
        if (grant.everything()) {
            return source;
        }
        var limited = new GrantedSource(source, grant, map, vault);
        var studyId = source.description().studyId();
        if (grant.admitsStudy(studyId)) {
            return limited;
        }
        limited.closeQuietly();
        throw new SourceFault(
                "STUDY_NOT_GRANTED",
                "Study '" + studyId + "' is not one you coordinate; ask a data manager to import this.");
    }
}

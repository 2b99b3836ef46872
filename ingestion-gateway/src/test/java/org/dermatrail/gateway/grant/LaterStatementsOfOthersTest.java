package org.dermatrail.gateway.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dermatrail.connectors.SourceHappening;
import org.dermatrail.connectors.SourceItem;
import org.dermatrail.connectors.SourceRequest;
import org.dermatrail.connectors.UnusableItem;
import org.dermatrail.connectors.synthetic.SynthesisWatcher;
import org.dermatrail.connectors.synthetic.SyntheticConnector;
import org.dermatrail.connectors.synthetic.SyntheticSettings;
import org.dermatrail.connectors.synthetic.SyntheticStudy;
import org.dermatrail.gateway.edge.SourceMap;
import org.dermatrail.pseudonymization.vault.Vault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaterStatementsOfOthersTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void are_left_to_whoever_may_bring_everything_in() throws IOException {
        // Given
        var settings = SyntheticSettings.of(8, 20, null, SyntheticSettings.USUAL_CENTRES, false);
        var study = SyntheticStudy.write(folder.resolve("study"), settings, SynthesisWatcher.NONE);

        // When
        var limited = read(study.folder(), new ImportGrant("north", "COORDINATOR", false, Set.of("synthetic-8/NORTH")));
        var everything = read(study.folder(), new ImportGrant("manager", "DATA_MANAGER", true, Set.of()));

        // Then
        assertThat(everything).filteredOn(SourceHappening.class::isInstance).hasSize((int) study.laterStatements());
        assertThat(limited).noneMatch(SourceHappening.class::isInstance);
        assertThat(limited)
                .filteredOn(item ->
                        item instanceof UnusableItem unusable && unusable.code().equals("LATER_STATEMENT_NOT_GRANTED"))
                .hasSize((int) study.laterStatements());
    }

    private List<SourceItem> read(Path study, ImportGrant grant) throws IOException {
        var items = new ArrayList<SourceItem>();
        try (var map = SourceMap.open(folder.resolve("source-map.db"));
                var vault = Vault.open(folder.resolve("vault.db"), folder.resolve("vault.keys"));
                var source = new GrantedConnector(new SyntheticConnector(), grant, map, vault)
                        .open(new SourceRequest(SyntheticConnector.NAME, study, Map.of(), null))) {
            for (var item = source.next(); item != null; item = source.next()) {
                items.add(item);
            }
        }
        return items;
    }
}

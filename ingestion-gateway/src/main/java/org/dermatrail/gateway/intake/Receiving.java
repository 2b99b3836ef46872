package org.dermatrail.gateway.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dermatrail.connectors.Source;
import org.dermatrail.connectors.SourceCapture;
import org.dermatrail.connectors.SourceDescription;
import org.dermatrail.connectors.SourceHappening;
import org.dermatrail.connectors.SourceItem;
import org.dermatrail.connectors.UnusableItem;
import org.dermatrail.gateway.edge.Pictures;
import org.dermatrail.gateway.edge.RowDigest;
import org.dermatrail.pseudonymization.vault.SourceIdentity;
import org.dermatrail.pseudonymization.vault.Vault;
import org.jspecify.annotations.Nullable;

/**
 * Reads a source batch by batch: receives pictures, hashes, and has the vault say whose each row is.
 *
 * <p>Law: a batch holds at most {@value #MOST_ROWS} rows and about {@value #MOST_BYTES} bytes of pictures.
 */
final class Receiving {

    static final int MOST_ROWS = 2000;
    static final long MOST_BYTES = 48L << 20;

    /**
     * Rows read together.
     *
     * @param rows rows that may be usable
     * @param happenings what was stated later; a batch that holds some ends with them
     * @param unusable rows that are not
     */
    record Batch(List<Received> rows, List<SourceHappening> happenings, List<UnusableItem> unusable) {

        boolean isEmpty() {
            return size() == 0;
        }

        int size() {
            return rows.size() + happenings.size() + unusable.size();
        }
    }

    private record Opened(SourceCapture row, List<Pictures.Received> pictures, SourceIdentity identity) {}

    private final Source source;
    private final Vault vault;
    private final Pictures pictures;
    private final Sites sites;
    private @Nullable SourceItem heldBack;

    Receiving(Source source, Vault vault, Pictures pictures, Sites sites) {
        this.source = source;
        this.vault = vault;
        this.pictures = pictures;
        this.sites = sites;
    }

    /** The next rows; empty at the end of the source. */
    Batch next() throws IOException {
        var opened = new ArrayList<Opened>();
        var happenings = new ArrayList<SourceHappening>();
        var unusable = new ArrayList<UnusableItem>();
        long bytes = 0;
        while (opened.size() + happenings.size() + unusable.size() < MOST_ROWS && bytes < MOST_BYTES) {
            var item = takeNext();
            switch (item) {
                case null -> {
                    return new Batch(named(opened), happenings, unusable);
                }
                case SourceHappening happening -> happenings.add(happening);
                case SourceCapture row
                when !happenings.isEmpty() -> {
                    // It comes after what was stated, so it waits for the next batch.
                    heldBack = row;
                    return new Batch(named(opened), happenings, unusable);
                }
                case UnusableItem spoilt -> unusable.add(spoilt);
                case SourceCapture row -> {
                    try {
                        var row1 = open(row);
                        opened.add(row1);
                        for (var picture : row1.pictures()) {
                            bytes += picture.bytes().length();
                        }
                    } catch (Pictures.Unusable e) {
                        unusable.add(e.at(row.origin(), row.sourceCaptureId()));
                    }
                }
            }
        }
        return new Batch(named(opened), happenings, unusable);
    }

    private @Nullable SourceItem takeNext() throws IOException {
        var held = heldBack;
        heldBack = null;
        return held == null ? source.next() : held;
    }

    private Opened open(SourceCapture row) throws Pictures.Unusable {
        if (!sites.admits(row.facts().siteId())) {
            throw new Pictures.Unusable(
                    "SITE_UNKNOWN",
                    "Site '" + row.facts().siteId().code() + "' is not an open site of study '"
                            + row.facts().siteId().studyId() + "'; open it first or correct the row.");
        }
        var received = new ArrayList<Pictures.Received>();
        for (var file : row.pictures()) {
            received.add(pictures.receive(file));
        }
        return new Opened(row, received, identityOf(row, source.description()));
    }

    private static SourceIdentity identityOf(SourceCapture row, SourceDescription description)
            throws Pictures.Unusable {
        try {
            return RowIdentity.of(row, description);
        } catch (IllegalArgumentException unusable) {
            throw new Pictures.Unusable(
                    "PARTICIPANT_ID_UNUSABLE", "The id of participant, lesion or capture is blank or too long.");
        }
    }

    private List<Received> named(List<Opened> opened) {
        if (opened.isEmpty()) {
            return List.of();
        }
        Map<SourceIdentity, String> keys = new HashMap<>(
                vault.keysFor(opened.stream().map(Opened::identity).distinct().toList()));
        return opened.stream()
                .map(row -> new Received(
                        row.row(),
                        RowDigest.of(row.row(), List.of()),
                        row.pictures(),
                        java.util.Objects.requireNonNull(keys.get(row.identity()))))
                .toList();
    }
}

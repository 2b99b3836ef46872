package org.dermatrail.projections.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.feed.ReadSide;
import org.dermatrail.projections.history.Histories;
import org.dermatrail.projections.lesionhistory.EntryLesionHistories;
import org.dermatrail.projections.record.AsOf;
import org.dermatrail.projections.record.EntryReader;
import org.dermatrail.projections.record.EntryStore;
import org.dermatrail.projections.record.EntryStoreConformance;
import org.dermatrail.projections.record.LesionEntry;
import org.dermatrail.projections.record.ParkedEvents;
import org.dermatrail.projections.record.StudyEntry;
import org.dermatrail.projections.sqlite.SqliteEntryStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElasticEntryStoreTest extends EntryStoreConformance {

    private static final AccessFilter CONSENTED =
            new AccessFilter(new AccessFilter.Everything(), new AccessFilter.Everything(), true);

    private final Registries registries = new Registries();
    private ElasticSettings settings = registries.fresh();

    @AfterEach
    void close() {
        registries.close();
    }

    @Override
    protected EntryStore store() {
        settings = registries.fresh();
        return ElasticEntryStore.open(settings);
    }

    @Override
    protected EntryStore reopened(EntryStore store) {
        store.close();
        return ElasticEntryStore.open(settings);
    }

    /** What is told of the registry to somebody with a filter. */
    private static List<Object> told(EntryReader reader, AccessFilter access) {
        var told = new ArrayList<Object>();
        for (var study : reader.list(StudyEntry.class, null, 100)) {
            told.add(reader.participants(access, study.studyId(), null, 1000));
            told.add(reader.enrolled(access, study.studyId()));
            told.add(reader.capturesBySite(access, study.studyId()));
            told.add(reader.openDiscrepanciesBySite(access, study.studyId()));
        }
        told.add(reader.discrepancies(access, false, null, 1000));
        told.add(reader.openDiscrepancies(access));
        return told;
    }

    private static List<Object> histories(EntryStore store, AccessFilter access) {
        var histories = new EntryLesionHistories(store, ParkedEvents.NONE);
        List<LesionEntry> lesions = store.read(reader -> reader.list(LesionEntry.class, null, 40));
        assertThat(lesions).isNotEmpty();
        return lesions.stream()
                .<Object>map(lesion -> histories.history(access, lesion.lesionId(), new AsOf.Live()))
                .toList();
    }

    @Test
    void tells_what_the_embedded_store_tells_while_consent_comes_and_goes(@TempDir Path folder) {
        // Given
        var log = Histories.of(4, 500);
        var index = registries.open(registries.fresh());
        try (var elastic = store();
                var sqlite = SqliteEntryStore.open(folder.resolve("read.db"))) {
            var sides = Map.of(elastic, new ReadSide(elastic, index), sqlite, new ReadSide(sqlite, index));
            for (int from = 0; from < log.size(); from += 60) {
                int to = Math.min(log.size(), from + 60);
                for (var store : List.of(sqlite, elastic)) {
                    // When
                    var side = Objects.requireNonNull(sides.get(store));
                    side.begin();
                    for (int i = from; i < to; i++) {
                        side.apply(log.get(i), i);
                    }
                    side.flush();
                    side.end();
                }

                // Then
                for (var access : List.of(AccessFilter.everything(), CONSENTED)) {
                    List<Object> expected = sqlite.read(reader -> told(reader, access));
                    assertThat(elastic.<List<Object>>read(reader -> told(reader, access)))
                            .isEqualTo(expected);
                }
            }
            for (var access : List.of(AccessFilter.everything(), CONSENTED)) {
                assertThat(histories(elastic, access)).isEqualTo(histories(sqlite, access));
            }
        }
    }
}

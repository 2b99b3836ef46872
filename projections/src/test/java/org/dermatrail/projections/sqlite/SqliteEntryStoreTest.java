package org.dermatrail.projections.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dermatrail.domain.capture.CaptureFacts;
import org.dermatrail.projections.record.CaptureEntry;
import org.dermatrail.projections.record.CutEntry;
import org.dermatrail.projections.record.EntryStore;
import org.dermatrail.projections.record.EntryStoreConformance;
import org.dermatrail.projections.record.IdleStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteEntryStoreTest extends EntryStoreConformance {

    @TempDir
    Path folder = Path.of("");

    @Override
    protected EntryStore store() {
        return SqliteEntryStore.open(folder.resolve("read.db"));
    }

    @Override
    protected EntryStore reopened(EntryStore store) {
        store.sync();
        store.close();
        return store();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void finds_what_is_stored_and_nothing_else_in_whatever_order_and_form_ids_come(long seed) {
        // Given ids of which some are UUIDs, and some of either never come
        var random = new Random(seed);
        var ids = new ArrayList<String>();
        for (int i = 0; i < 60; i++) {
            ids.add(random.nextBoolean() ? new UUID(random.nextLong(), random.nextLong()).toString() : "z" + i);
        }
        var store = store();
        var stored = new TreeSet<String>();
        for (int ordinal = 0; ordinal < 40; ordinal++) {
            // When
            var id = ids.get(ordinal);
            store.write(
                    List.of(new CaptureEntry(
                            id, ordinal, ordinal, "p", "s", List.of(VERSION), List.of(), List.of(), null)),
                    new EntryStore.Ordinals(0, 0, ordinal + 1),
                    ordinal);
            stored.add(id);

            // Then
            for (var each : ids) {
                assertThat(store.latest().find(CaptureEntry.class, each) != null)
                        .isEqualTo(stored.contains(each));
            }
        }
        assertThat(store.latest().capturesOf("p")).containsExactlyInAnyOrderElementsOf(stored);
        var again = reopened(store);
        for (var each : ids) {
            assertThat(again.latest().find(CaptureEntry.class, each) != null).isEqualTo(stored.contains(each));
        }
        again.close();
    }

    @Test
    void drops_a_file_of_another_shape() throws SQLException {
        // Given
        var written = store();
        written.write(List.of(new CutEntry("cut", 3)), new EntryStore.Ordinals(0, 0, 0), 3);
        written.close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("read.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version=1");
        }

        // When
        try (var store = store()) {
            // Then
            assertThat(store.position()).isEqualTo(-1);
            assertThat(store.latest().find(CutEntry.class, "cut")).isNull();
        }
    }

    private static final CaptureEntry.Version VERSION = new CaptureEntry.Version(
            0, new CaptureFacts("s/b", "DMS", null, null, null, null, null, null, List.of()), List.of());

    /** The suite, run on a store that keeps nothing. */
    private static final class OnIdle extends EntryStoreConformance {

        @Override
        protected EntryStore store() {
            return new IdleStore();
        }

        @Override
        protected EntryStore reopened(EntryStore store) {
            return store;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void a_store_that_keeps_nothing_fails_the_suite(int part) {
        var suite = new OnIdle();
        List<ThrowingCallable> parts = List.of(
                suite::gives_back_what_was_written_and_after_reopening_too,
                suite::puts_a_later_entry_in_place_of_an_earlier_one,
                suite::finds_what_belongs_together,
                suite::shows_only_what_the_filter_admits,
                suite::pages_by_id,
                suite::a_reader_sees_one_moment_while_the_writer_goes_on);

        assertThatThrownBy(parts.get(part)).isInstanceOf(AssertionError.class);
    }
}

package org.dermatrail.projections.sqlite;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dermatrail.projections.record.EntryStore;
import org.dermatrail.projections.record.EntryStoreConformance;
import org.dermatrail.projections.record.IdleStore;
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

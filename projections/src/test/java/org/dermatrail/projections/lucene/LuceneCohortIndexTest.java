package org.dermatrail.projections.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.CohortBlock;
import org.dermatrail.projections.cohort.CohortIndex;
import org.dermatrail.projections.cohort.CohortIndexConformance;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.RandomRows;
import org.dermatrail.projections.cohort.RowScan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneCohortIndexTest extends CohortIndexConformance {

    @TempDir
    Path folder = Path.of("");

    private final List<LuceneCohortIndex> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(LuceneCohortIndex::close);
    }

    private LuceneCohortIndex open(String name) {
        var index = LuceneCohortIndex.open(folder.resolve(name));
        opened.add(index);
        return index;
    }

    @Override
    protected CohortIndex holding(List<CohortBlock> blocks) {
        var index = open("index-" + opened.size());
        // Three writes with questions between make several segments.
        int third = blocks.size() / 3;
        for (var part : List.of(
                blocks.subList(0, third), blocks.subList(third, 2 * third), blocks.subList(2 * third, blocks.size()))) {
            index.write(part);
            assertThat(index.count(everything()).participants()).isNotNegative();
        }
        // Written once more, nothing changes.
        index.write(blocks.subList(0, third).stream()
                .map(block -> new CohortBlock(block.key(), false, block.rows()))
                .toList());
        return index;
    }

    private static CohortQuestion everything() {
        return new CohortQuestion(AccessFilter.everything(), Criteria.everything(), List.of());
    }

    @Test
    void keeps_what_was_committed_and_nothing_else_when_opened_again() {
        // Given
        var blocks = someBlocks();
        var index = open("kept");
        index.write(blocks.subList(0, 3));
        index.commit(41);
        long committed = index.count(everything()).participants();
        index.write(blocks.subList(3, blocks.size()));
        index.close();
        opened.clear();

        // When
        var again = open("kept");

        // Then
        assertThat(again.count(everything()).participants()).isEqualTo(committed);
        assertThat(again.committedPosition()).isEqualTo(41);
    }

    @Test
    void holds_nothing_after_it_was_emptied() {
        // Given
        var index = open("emptied");
        index.write(someBlocks());
        index.commit(7);

        // When
        index.clear();

        // Then
        assertThat(index.count(everything()).participants()).isZero();
        assertThat(index.committedPosition()).isEqualTo(-1);
    }

    @Test
    void counts_as_a_scan_does_where_rows_of_a_long_segment_were_replaced() {
        // Given
        var made = new RandomRows(9, 6000);
        var index = open("long");
        index.write(made.blocks());
        assertThat(index.count(everything()).captures().count()).isGreaterThan(RowSet.STRETCH * Long.SIZE);
        index.write(made.blocks().stream()
                .filter(block -> Math.floorMod(block.key().hashCode(), 5) == 0)
                .map(block -> new CohortBlock(block.key(), false, block.rows()))
                .toList());
        var scan =
                new RowScan(rows -> made.blocks().forEach(block -> block.rows().forEach(rows)));
        for (int i = 0; i < 20; i++) {
            // When
            var question = made.question();

            // Then
            assertThat(index.count(question)).as("%s", question).isEqualTo(scan.count(question));
        }
    }

    @Test
    void empties_what_another_version_wrote_so_that_the_log_is_read_anew() throws IOException {
        // Given
        var old = folder.resolve("old");
        try (var directory = FSDirectory.open(old);
                var writer = new IndexWriter(directory, new IndexWriterConfig())) {
            var row = new Document();
            row.add(new StringField("f.sex", "MALE", Field.Store.NO));
            row.add(new StringField("access.study", "s", Field.Store.NO));
            writer.addDocument(row);
            writer.setLiveCommitData(Map.of("position", "41").entrySet());
            writer.commit();
        }

        // When
        var index = open("old");

        // Then
        assertThat(index.committedPosition()).isEqualTo(-1);
        assertThat(index.count(everything()).participants()).isZero();
        index.write(someBlocks());
        index.commit(7);
        assertThat(index.count(everything()).participants()).isEqualTo(20);
        index.close();
        opened.clear();
        assertThat(open("old").committedPosition()).isEqualTo(7);
    }

    @Test
    void goes_back_to_its_last_commit_where_a_write_fails() {
        // Given
        var index = open("failing");
        index.write(someBlocks().subList(0, 3));
        index.commit(41);
        long committed = index.count(everything()).participants();
        var sound = someBlocks().getLast().rows().getFirst();
        // Longer than Lucene takes a term.
        index.write(List.of(new CohortBlock("L:" + "x".repeat(40_000), true, List.of(sound))));

        // When
        assertThatThrownBy(() -> index.write(List.of())).isInstanceOf(IndexOutage.class);

        // Then
        assertThat(index.count(everything()).participants()).isEqualTo(committed);
        index.write(someBlocks());
        assertThat(index.count(everything()).participants()).isEqualTo(20);
    }

    @Test
    void a_question_sees_what_was_written_before_it_while_more_is_being_written() throws Exception {
        // Given
        var index = open("busy");
        var seen = new AtomicInteger();
        try (var writing = Executors.newSingleThreadExecutor()) {
            var done = writing.submit(() -> {
                for (int i = 0; i < 40; i++) {
                    index.announce();
                    seen.set(100 * (i + 1));
                    index.write(new RandomRows(i, 100, 100 * i).blocks());
                    index.announced();
                }
                return true;
            });
            while (!done.isDone()) {
                // When
                int atLeast = seen.get();
                long participants = index.count(everything()).participants();

                // Then
                assertThat(participants).isGreaterThanOrEqualTo(atLeast);
            }
            assertThat(done.get()).isTrue();
        }
    }

    private static List<CohortBlock> someBlocks() {
        return new RandomRows(5, 20).blocks();
    }
}

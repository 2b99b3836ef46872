package org.dermatrail.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every connector must do. An adapter's test extends this and writes an example source of its kind. */
public abstract class ConnectorConformance {

    /**
     * An example source and what is in it.
     *
     * @param request asks for it
     * @param captureIds ids of its captures, in order
     * @param unusableCodes codes of its unusable items, in order; at least one, and not the last item
     * @param happeningIds ids of what it states later, in order; empty where such sources state nothing later
     */
    public record Example(
            SourceRequest request, List<String> captureIds, List<String> unusableCodes, List<String> happeningIds) {

        /** An example of a source that states nothing later. */
        public Example(SourceRequest request, List<String> captureIds, List<String> unusableCodes) {
            this(request, captureIds, unusableCodes, List.of());
        }
    }

    @TempDir
    Path folder = Path.of("");

    /** The connector under test. */
    protected abstract Connector connector();

    /** Writes an example source of at least three captures, with at least one unusable item between them. */
    protected abstract Example writeExample(Path folder) throws IOException;

    @Test
    void it_has_a_short_name() {
        assertThat(connector().name()).matches("[a-z][a-z0-9-]{1,30}");
    }

    @Test
    void every_item_comes_once_and_in_order() throws IOException {
        // Given
        var example = writeExample(folder);
        // When
        var items = readAll(example.request());
        // Then
        assertThat(example.captureIds()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(captureIds(items)).isEqualTo(example.captureIds());
        assertThat(happeningIds(items)).isEqualTo(example.happeningIds());
    }

    @Test
    void what_is_unusable_says_why_and_the_rest_goes_on() throws IOException {
        // Given
        var example = writeExample(folder);
        // When
        var items = readAll(example.request());
        // Then
        var unusable = items.stream()
                .filter(UnusableItem.class::isInstance)
                .map(UnusableItem.class::cast)
                .toList();
        assertThat(unusable).isNotEmpty().extracting(UnusableItem::code).isEqualTo(example.unusableCodes());
        assertThat(unusable).allSatisfy(item -> {
            assertThat(item.code()).matches("[A-Z][A-Z0-9_]+");
            assertThat(item.reason()).isNotBlank().endsWith(".");
        });
        assertThat(items.getLast()).isNotInstanceOf(UnusableItem.class);
    }

    @Test
    void after_the_end_there_is_nothing_for_ever() throws IOException {
        // Given
        var example = writeExample(folder);
        int expected = example.captureIds().size()
                + example.unusableCodes().size()
                + example.happeningIds().size();
        try (var source = connector().open(example.request())) {
            int items = 0;
            while (source.next() != null) {
                items++;
            }
            // When
            var beyond = source.next();
            // Then
            assertThat(items).isEqualTo(expected);
            assertThat(beyond).isNull();
            assertThat(source.next()).isNull();
        }
    }

    @Test
    void reading_the_same_bytes_twice_yields_equal_items() throws IOException {
        // Given
        var request = writeExample(folder).request();
        // When
        var first = readAll(request);
        var second = readAll(request);
        // Then
        assertThat(first).isNotEmpty().isEqualTo(second);
    }

    @Test
    void every_item_says_where_it_stands_without_naming_folders() throws IOException {
        // Given
        var request = writeExample(folder).request();
        // When
        var items = readAll(request);
        // Then
        assertThat(items).isNotEmpty().allSatisfy(item -> {
            assertThat(item.origin().file()).isNotBlank().doesNotContain("/");
            assertThat(item.origin().row()).isNotNegative();
        });
        assertThat(items.stream().map(SourceItem::origin)).doesNotHaveDuplicates();
    }

    @Test
    void a_happening_keeps_the_ids_of_its_source_out_of_its_description_in_logs() throws IOException {
        // Given
        var request = writeExample(folder).request();
        // When
        var items = readAll(request);
        // Then
        assertThat(items).isNotEmpty();
        assertThat(items).filteredOn(SourceHappening.class::isInstance).allSatisfy(item -> {
            var happening = (SourceHappening) item;
            assertThat(happening.toString())
                    .doesNotContain(happening.sourceId())
                    .doesNotContain(happening.sourceParticipantId());
        });
    }

    @Test
    void a_capture_keeps_the_ids_of_its_source_out_of_its_description_in_logs() throws IOException {
        // Given
        var request = writeExample(folder).request();
        // When
        var items = readAll(request);
        // Then
        assertThat(items).isNotEmpty();
        assertThat(items).filteredOn(SourceCapture.class::isInstance).allSatisfy(item -> {
            var capture = (SourceCapture) item;
            assertThat(capture.toString()).doesNotContain(capture.sourceCaptureId());
        });
    }

    @Test
    void the_source_describes_itself_before_its_first_item() throws IOException {
        // Given
        var request = writeExample(folder).request();
        // When
        try (var source = connector().open(request)) {
            var described = source.description();
            // Then
            assertThat(described.issuer()).isNotBlank();
            assertThat(described.studyId()).matches("[a-z0-9][a-z0-9-]{1,39}");
            assertThat(described.studyTitle()).isNotBlank();
            assertThat(described.consent().formVersion()).isNotBlank();
        }
    }

    @Test
    void captures_belong_to_the_study_the_source_describes() throws IOException {
        // Given
        var request = writeExample(folder).request();
        // When
        String study;
        try (var source = connector().open(request)) {
            study = source.description().studyId();
        }
        // Then
        assertThat(readAll(request))
                .filteredOn(SourceCapture.class::isInstance)
                .isNotEmpty()
                .allSatisfy(item -> assertThat(
                                ((SourceCapture) item).facts().siteId().studyId())
                        .isEqualTo(study));
    }

    @Test
    void progress_grows_to_the_whole() throws IOException {
        // Given
        var request = writeExample(folder).request();
        try (var source = connector().open(request)) {
            long before = source.bytesRead();
            // When
            while (source.next() != null) {
                assertThat(source.bytesRead()).isBetween(before, source.bytesInAll());
                before = source.bytesRead();
            }
            // Then
            assertThat(source.bytesInAll()).isPositive();
            assertThat(source.bytesRead()).isEqualTo(source.bytesInAll());
        }
    }

    @Test
    void closing_twice_is_harmless() throws IOException {
        // Given
        var source = connector().open(writeExample(folder).request());
        assertThat(source.next()).isNotNull();
        // When
        source.close();
        // Then
        source.close();
    }

    @Test
    void a_missing_source_is_a_fault_at_opening() throws IOException {
        // Given
        var request = writeExample(folder).request();
        var missing = new SourceRequest(
                request.mapping(), folder.resolve("no-such-source"), request.joins(), request.pictures());
        // When
        assertThatThrownBy(() -> open(missing))
                // Then
                .isInstanceOfSatisfying(SourceFault.class, fault -> {
                    assertThat(fault.code()).matches("[A-Z][A-Z0-9_]+");
                    assertThat(fault).hasMessageContaining("no-such-source");
                });
    }

    @Test
    void an_unknown_mapping_is_a_fault_at_opening() throws IOException {
        // Given
        var request = writeExample(folder).request();
        var unknown = new SourceRequest("no-such-mapping", request.main(), request.joins(), request.pictures());
        // When
        assertThatThrownBy(() -> open(unknown))
                // Then
                .isInstanceOfSatisfying(
                        SourceFault.class, fault -> assertThat(fault).hasMessageContaining("no-such-mapping"));
    }

    @Test
    void reading_changes_nothing_where_the_source_lies() throws IOException {
        // Given
        var request = writeExample(folder).request();
        var before = contents();
        // When
        var items = readAll(request);
        // Then
        assertThat(items).isNotEmpty();
        assertThat(contents()).isEqualTo(before);
    }

    private void open(SourceRequest request) throws IOException {
        connector().open(request).close();
    }

    private List<SourceItem> readAll(SourceRequest request) throws IOException {
        var items = new ArrayList<SourceItem>();
        try (var source = connector().open(request)) {
            for (var item = source.next(); item != null; item = source.next()) {
                items.add(item);
            }
        }
        return items;
    }

    private static List<String> captureIds(List<SourceItem> items) {
        return items.stream()
                .filter(SourceCapture.class::isInstance)
                .map(item -> ((SourceCapture) item).sourceCaptureId())
                .toList();
    }

    private static List<String> happeningIds(List<SourceItem> items) {
        return items.stream()
                .filter(SourceHappening.class::isInstance)
                .map(item -> ((SourceHappening) item).sourceId())
                .toList();
    }

    private Map<String, Integer> contents() throws IOException {
        Map<String, Integer> contents = new TreeMap<>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.toString(), java.util.Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return contents;
    }
}

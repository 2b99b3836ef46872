package org.dermatrail.connectors.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dermatrail.connectors.SourceItem;
import org.dermatrail.connectors.UnusableItem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesOfARowTest {

    @TempDir
    Path folder = Path.of("");

    private Path pictures = Path.of("");

    @BeforeEach
    void make_a_picture_folder() throws IOException {
        pictures = Files.createDirectory(folder.resolve("pictures"));
        Files.write(folder.resolve("outside.jpg"), new byte[] {1});
    }

    @Test
    void are_found_by_the_capture_id_with_any_of_the_endings() throws IOException {
        // Given
        Files.write(pictures.resolve("i1.png"), new byte[] {1});
        // When
        var capture = Tables.captures(read("i1")).getFirst();
        // Then
        assertThat(capture.pictures())
                .containsExactly(pictures.toAbsolutePath().normalize().resolve("i1.png"));
    }

    @Test
    void are_found_by_other_columns_and_folders() throws IOException {
        // Given
        Files.createDirectory(pictures.resolve("p1"));
        Files.write(pictures.resolve("p1/i1-10.tif"), new byte[] {1});
        String mapping = Tables.MAPPING + "pictures: {files: ['{patient}/{captureId}-{mag}.tif']}\n";
        // When
        var capture = Tables.captures(read(mapping, "i1")).getFirst();
        // Then
        assertThat(capture.pictures()).hasSize(1);
    }

    @Test
    void may_be_absent() {
        assertThat(Tables.captures(read("i1")).getFirst().pictures()).isEmpty();
    }

    @Test
    void are_not_looked_for_where_no_folder_was_given() {
        var request = Tables.request(folder, Tables.MAPPING, Tables.HEADER + Tables.ROW.replace("i1", "../outside"));
        assertThat(Tables.captures(Tables.read(request)).getFirst().pictures()).isEmpty();
    }

    @Test
    void are_never_looked_for_outside_the_folder() throws IOException {
        Files.createDirectory(folder.resolve("pictures-too"));
        for (String id : List.of(
                "../outside",
                "../../etc/passwd",
                "/etc/passwd",
                "a/../../outside",
                "../pictures-too/x",
                folder.resolve("outside").toString())) {
            assertThat(unusable(id).code()).as(id).isEqualTo("PICTURE_OUTSIDE_FOLDER");
            assertThat(unusable(id).reason()).doesNotContain(id);
        }
    }

    @Test
    void are_no_folders() throws IOException {
        // Given
        Files.createDirectory(pictures.resolve("i1.jpg"));
        // When
        var item = unusable("i1");
        // Then
        assertThat(item.code()).isEqualTo("PICTURE_IS_A_FOLDER");
        assertThat(item.reason()).contains("by column 'image'");
        assertThat(item.sourceCaptureId()).isEqualTo("i1");
    }

    @Test
    void with_names_no_file_system_takes_spoil_only_their_row() {
        assertThat(unusable("漢".repeat(200)).code()).isEqualTo("PICTURE_UNREADABLE");
    }

    @Test
    void are_named_by_columns_that_a_message_names() throws IOException {
        // Given
        Files.createDirectories(pictures.resolve("p1/i1-10.tif"));
        String mapping = Tables.MAPPING + "pictures: {files: ['{patient}/{captureId}-{mag}.tif']}\n";
        // When
        var items = read(mapping, "i1");
        // Then
        assertThat(Tables.unusable(items).getFirst().reason()).contains("by columns 'patient', 'image', 'mag'");
    }

    private UnusableItem unusable(String id) {
        var items = read(id);
        assertThat(items).hasSize(2);
        assertThat(Tables.captures(items)).hasSize(1);
        return Tables.unusable(items).getFirst();
    }

    private List<SourceItem> read(String id) {
        return read(Tables.MAPPING, id);
    }

    private List<SourceItem> read(String mapping, String id) {
        String table = Tables.HEADER + Tables.ROW.replace("i1", id) + Tables.ROW.replace("i1", "last");
        return Tables.read(Tables.request(folder, mapping, table.getBytes(StandardCharsets.UTF_8), pictures));
    }
}

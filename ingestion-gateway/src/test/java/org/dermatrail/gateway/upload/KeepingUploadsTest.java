package org.dermatrail.gateway.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dermatrail.gateway.upload.UploadFolder.Parcel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeepingUploadsTest {

    @TempDir
    private Path root;

    private UploadSettings settings() {
        return new UploadSettings(root.resolve("uploads"), 1 << 20, 10, 2, 3, 30_000_000, 1_000, 50);
    }

    private UploadFolder open() {
        return UploadFolder.open(settings(), UUID::randomUUID);
    }

    @SuppressWarnings("ArrayRecordComponent") // Written once and never compared.
    private record Sent(String name, byte[] content) implements SentFile {

        @Override
        public void moveTo(Path target) throws IOException {
            Files.write(target, content);
        }
    }

    private static Sent sent(String name) {
        return new Sent(name, new byte[] {'x', '\n'});
    }

    private static Parcel parcel(SentFile... pictures) {
        return new Parcel(sent("t.csv"), "isic2019", null, Map.of(), List.of(pictures));
    }

    private static Sent zip(Map<String, Integer> sizes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : sizes.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(new byte[file.getValue()]);
                zip.closeEntry();
            }
        }
        return new Sent("pictures.zip", out.toByteArray());
    }

    private long kept() throws IOException {
        try (var all = Files.list(root.resolve("uploads"))) {
            return all.filter(each -> !each.endsWith("incoming")).count();
        }
    }

    @Test
    void nobody_but_the_owner_of_the_folder_can_read_them() throws Exception {
        var upload = open().keep("nora", parcel());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("uploads"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(upload.folder())))
                .isEqualTo("rwx------");
    }

    @Test
    void what_an_earlier_start_left_is_removed() throws Exception {
        open().keep("nora", parcel(sent("a.jpg"), sent("b.jpg")));
        Files.writeString(settings().incoming().resolve("half"), "of an upload");

        open();

        assertThat(kept()).isZero();
        assertThat(settings().incoming()).isEmptyDirectory();
    }

    @Test
    void an_upload_is_found_by_its_account_alone_until_it_is_dropped() throws Exception {
        var uploads = open();
        var upload = uploads.keep("nora", parcel());

        assertThat(uploads.find("nora", upload.id())).contains(upload);
        assertThat(uploads.find("otto", upload.id())).isEmpty();
        uploads.drop(upload);
        assertThat(uploads.find("nora", upload.id())).isEmpty();
        assertThat(uploads.hold(upload)).isFalse();
        assertThat(upload.folder()).doesNotExist();
    }

    @Test
    void newer_uploads_push_out_the_oldest_of_the_same_account_but_none_that_is_read() throws Exception {
        var uploads = open();
        var others = uploads.keep("otto", parcel());
        var first = uploads.keep("nora", parcel());
        var second = uploads.keep("nora", parcel());
        assertThat(uploads.hold(first)).isTrue();

        uploads.keep("nora", parcel());

        assertThat(first.folder()).exists();
        assertThat(second.folder()).doesNotExist();
        assertThat(others.folder()).exists();
    }

    @Test
    void pictures_of_a_zip_keep_their_folders_but_not_the_one_around_all() throws Exception {
        var sizes = new LinkedHashMap<String, Integer>();
        sizes.put("all/left/1.jpg", 10);
        sizes.put("all/right/1.JPG", 10);
        sizes.put("all/.DS_Store", 10);

        var pictures = Objects.requireNonNull(
                open().keep("nora", parcel(zip(sizes))).request().pictures());

        assertThat(pictures.resolve("left/1.jpg")).exists();
        assertThat(pictures.resolve("right/1.JPG")).exists();
        assertThat(pictures.resolve(".DS_Store")).doesNotExist();
    }

    @Test
    void a_zip_of_too_much_is_refused_and_nothing_of_it_stays() throws Exception {
        var uploads = open();
        var many = zip(Map.of("1.jpg", 1, "2.jpg", 1, "3.jpg", 1, "4.txt", 1));
        var large = zip(Map.of("1.jpg", 1_001));
        var outOfProportion = zip(Map.of("zeros.txt", 20 << 20));

        for (var zip : List.of(many, large, outOfProportion)) {
            assertThatThrownBy(() -> uploads.keep("nora", parcel(zip)))
                    .isInstanceOfSatisfying(UploadRefused.class, refused -> assertThat(refused.code())
                            .isEqualTo("UPLOAD_TOO_LARGE"));
        }
        assertThat(kept()).isZero();
    }

    @Test
    void a_zip_that_is_cut_off_or_holds_a_name_as_file_and_folder_is_refused() throws Exception {
        var uploads = open();
        var whole = zip(Map.of("1.jpg", 900)).content();
        var cut = new Sent("cut.zip", Arrays.copyOf(whole, 40));
        var twice = new LinkedHashMap<String, Integer>();
        twice.put("a.jpg", 1);
        twice.put("a.jpg/b.jpg", 1);

        assertThatThrownBy(() -> uploads.keep("nora", parcel(cut))).hasMessageContaining("The zip cannot be read");
        assertThatThrownBy(() -> uploads.keep("nora", parcel(zip(twice)))).isInstanceOf(UploadRefused.class);
        assertThat(kept()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../a.jpg", "a/b.jpg", ".a.jpg", "a\u0000.jpg", "a\n.jpg", "con.jpg ", "", "a.exe", "-a.jpg"})
    void a_name_that_is_not_plain_is_refused_without_being_repeated(String name) {
        assertThatThrownBy(() -> open().keep("nora", parcel(sent(name), sent("b.jpg"))))
                .isInstanceOfSatisfying(UploadRefused.class, refused -> assertThat(refused.sentence())
                        .doesNotContain("a.jpg"));
    }

    @Test
    void two_pictures_of_one_name_are_refused() {
        assertThatThrownBy(() -> open().keep("nora", parcel(sent("a.jpg"), sent("a.jpg"))))
                .hasMessageContaining("same name");
    }
}

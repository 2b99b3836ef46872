package org.dermatrail.ops.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.dermatrail.ops.operations.Exit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A row that cannot be used waits in quarantine with its reason, and all the others go on. */
class UnusableRowJourneyTest {

    private static final int GOOD = 3;

    @TempDir
    private Path folder = Path.of("");

    private Desk desk = new Desk(Path.of(""));
    private Path pictures = Path.of("");

    @BeforeEach
    void aFolderOfPictures() throws IOException {
        desk = new Desk(folder.resolve("data"));
        pictures = Files.createDirectory(folder.resolve("pictures"));
        for (int at = 1; at <= GOOD; at++) {
            Files.write(pictures.resolve("GOOD_" + at + ".jpg"), picture("jpeg", at));
        }
    }

    private static byte[] picture(String format, int shade) throws IOException {
        var image = new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 96; x++) {
            for (int y = 0; y < 64; y++) {
                image.setRGB(x, y, ((x * 2) << 16) + ((y * 3) << 8) + (shade * 40));
            }
        }
        var bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).isTrue();
        return bytes.toByteArray();
    }

    /** A JPEG of 96 by 64 pixels whose head says 65,000 by 65,000. */
    private static byte[] lyingJpeg() throws IOException {
        var bytes = ByteBuffer.wrap(picture("jpeg", 0));
        for (int at = 2; at < bytes.capacity(); ) {
            if (bytes.get(at) == (byte) 0xff && bytes.get(at + 1) == (byte) 0xc0) {
                bytes.putShort(at + 5, (short) 65_000).putShort(at + 7, (short) 65_000);
                return bytes.array();
            }
            at += 2 + (bytes.getShort(at + 2) & 0xffff);
        }
        throw new IllegalStateException("the picture has no frame");
    }

    /** A PNG of 96 by 64 pixels whose head says 60,000 by 60,000. */
    private static byte[] lyingPng() throws IOException {
        var bytes = ByteBuffer.wrap(picture("png", 0));
        bytes.putInt(16, 60_000).putInt(20, 60_000);
        var sum = new CRC32();
        sum.update(bytes.array(), 12, 17);
        bytes.putInt(29, (int) sum.getValue());
        return bytes.array();
    }

    private Desk.Ran importOf(String... captures) throws IOException {
        var table = new StringBuilder("image,age_approx,anatom_site_general,lesion_id,sex\n");
        for (int at = 1; at <= GOOD; at++) {
            table.append("GOOD_").append(at).append(",50,,L_").append(at).append(",male\n");
        }
        for (var capture : captures) {
            table.append(capture).append(",51,,L_9,female\n");
        }
        return desk.json(
                "import",
                "--mapping",
                "isic2019",
                "--pictures",
                pictures.toString(),
                Files.writeString(folder.resolve("table.csv"), table).toString());
    }

    private JsonNode onlyTheLastRowWaits(Desk.Ran ran, String code, String... named) {
        assertThat(ran.exit()).as("%s%s", ran.out(), ran.err()).isEqualTo(Exit.DONE_WITH_QUARANTINE.status());
        var report = ran.json();
        assertThat(report.path("recorded").asLong()).isEqualTo(GOOD);
        assertThat(report.path("quarantined").asLong()).isEqualTo(1);
        var waiting = report.path("quarantine").path(0);
        assertThat(waiting.path("code").asString()).isEqualTo(code);
        assertThat(waiting.path("file").asString()).contains("table.csv");
        assertThat(waiting.path("row").asLong()).isEqualTo(2 + GOOD);
        assertThat(waiting.path("reason").asString()).contains(named);
        var verified = desk.json("verify");
        assertThat(verified.exit()).isEqualTo(Exit.DONE.status());
        assertThat(verified.json().path("pictures").asLong()).isEqualTo(GOOD);
        var cohort = desk.json("cohort", "--criteria", everything());
        assertThat(cohort.json().path("captures").asLong()).isEqualTo(GOOD);
        assertThat(cohort.json().path("lesions").asLong()).isEqualTo(GOOD);
        return waiting;
    }

    private String everything() {
        try {
            return Files.writeString(folder.resolve("everything.json"), "{}").toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_truncated_jpeg() throws IOException {
        var whole = picture("jpeg", 1);
        Files.write(pictures.resolve("BAD.jpg"), Arrays.copyOf(whole, whole.length / 2));
        onlyTheLastRowWaits(importOf("BAD"), "PICTURE_TRUNCATED", "BAD.jpg", "ends before the picture does", "again");
    }

    @Test
    void a_folder_with_the_name_of_a_picture() throws IOException {
        Files.createDirectory(pictures.resolve("BAD.jpg"));
        onlyTheLastRowWaits(importOf("BAD"), "PICTURE_IS_A_FOLDER", "folder", "column 'image'");
    }

    @Test
    void a_picture_without_a_byte() throws IOException {
        Files.write(pictures.resolve("BAD.jpg"), new byte[0]);
        onlyTheLastRowWaits(importOf("BAD"), "PICTURE_EMPTY", "BAD.jpg");
    }

    @Test
    void a_jpeg_whose_size_is_a_lie() throws IOException {
        Files.write(pictures.resolve("BAD.jpg"), lyingJpeg());
        onlyTheLastRowWaits(importOf("BAD"), "PICTURE_TOO_LARGE", "BAD.jpg", "65000 × 65000");
    }

    @Test
    void a_png_whose_size_is_a_lie() throws IOException {
        Files.write(pictures.resolve("BAD.jpg"), lyingPng());
        onlyTheLastRowWaits(importOf("BAD"), "PICTURE_NOT_UNDERSTOOD", "BAD.jpg");
    }

    @Test
    void a_text_with_the_name_of_a_picture() throws IOException {
        Files.writeString(pictures.resolve("BAD.jpg"), "no picture");
        onlyTheLastRowWaits(importOf("BAD"), "PICTURE_FORMAT_UNKNOWN", "BAD.jpg");
    }

    @Test
    void people_read_file_row_and_reason_on_standard_output() throws IOException {
        // Given
        Files.write(pictures.resolve("BAD.jpg"), new byte[0]);
        importOf();
        Files.writeString(
                folder.resolve("table.csv"), "image,age_approx,anatom_site_general,lesion_id,sex\nBAD,51,,L_9,\n");

        // When
        var ran = desk.words(
                "import",
                "--mapping",
                "isic2019",
                "--pictures",
                pictures.toString(),
                folder.resolve("table.csv").toString());

        // Then
        assertThat(ran.exit()).isEqualTo(Exit.DONE_WITH_QUARANTINE.status());
        assertThat(ran.out())
                .contains("1 in quarantine", "table.csv, row 2:", "BAD.jpg has no content", "[PICTURE_EMPTY]");
    }

    @Test
    void a_mended_picture_is_recorded_by_importing_again_and_nothing_else_is() throws IOException {
        // Given
        Files.write(pictures.resolve("BAD.jpg"), new byte[0]);
        onlyTheLastRowWaits(importOf("BAD"), "PICTURE_EMPTY", "BAD.jpg");

        // When
        Files.write(pictures.resolve("BAD.jpg"), picture("jpeg", 5));
        var again = importOf("BAD");

        // Then
        assertThat(again.exit()).as(again.err()).isEqualTo(Exit.DONE.status());
        assertThat(again.json().path("recorded").asLong()).isEqualTo(1);
        assertThat(again.json().path("duplicates").asLong()).isEqualTo(GOOD);
    }

    @Test
    void one_capture_id_with_two_statements_is_not_decided_by_which_comes_last_however_often_it_is_imported()
            throws IOException {
        // Given
        var table = Files.writeString(folder.resolve("table.csv"), """
                image,age_approx,anatom_site_general,lesion_id,sex
                A,50,,L_1,male
                B,50,,L_2,male
                A,60,,L_1,male
                """).toString();

        for (int time = 1; time <= 3; time++) {
            // When
            var ran = desk.json("import", "--mapping", "isic2019", table);

            // Then
            assertThat(ran.exit()).as("%s%s", ran.out(), ran.err()).isEqualTo(Exit.DONE_WITH_QUARANTINE.status());
            assertThat(ran.json().path("recorded").asLong()).isEqualTo(time == 1 ? 2 : 0);
            assertThat(ran.json().path("corrected").asLong()).isZero();
            assertThat(ran.json().path("quarantined").asLong()).isEqualTo(1);
            assertThat(ran.json().path("quarantine").path(0).path("row").asLong())
                    .isEqualTo(4);
            assertThat(ran.json().path("quarantine").path(0).path("code").asString())
                    .isEqualTo("CAPTURE_TWICE_IN_SOURCE");
            var history = desk.json("history", "isic-2019:L_1").json();
            assertThat(history.path("entries").findValuesAsString("ageYears")).containsExactly("50");
        }
    }

    @Test
    void a_row_that_gives_a_lesion_to_another_participant() throws IOException {
        // Given
        assertThat(importOf().exit()).isEqualTo(Exit.DONE.status());
        var mapping = Files.writeString(folder.resolve("own.yaml"), """
                name: own
                source: {issuer: own-clinic}
                study: {code: isic-2019, title: Own study}
                consent: {basis: SIGNED_FORM, formVersion: "1"}
                participant: {given: who}
                captureId: id
                lesionId: lesion
                site: UNKNOWN
                modality: DMS
                """).toString();
        var table = Files.writeString(folder.resolve("persons.csv"), """
                id,who,lesion
                1,anna,N-1
                2,bert,N-1
                3,bert,N-2
                """).toString();

        // When
        var ran = desk.json("import", "--mapping", mapping, table);

        // Then
        assertThat(ran.exit()).as("%s%s", ran.out(), ran.err()).isEqualTo(Exit.DONE_WITH_QUARANTINE.status());
        assertThat(ran.json().path("recorded").asLong()).isEqualTo(2);
        assertThat(ran.json().path("quarantined").asLong()).isEqualTo(1);
        var waiting = ran.json().path("quarantine").path(0);
        assertThat(waiting.path("row").asLong()).isEqualTo(3);
        assertThat(waiting.path("code").asString()).isEqualTo("LESION_OF_ANOTHER_PARTICIPANT");
        assertThat(waiting.path("reason").asString()).contains("participant");
        assertThat(ran.out() + ran.err()).doesNotContain("anna", "bert");
        assertThat(desk.json("history", "own-clinic:N-1")
                        .json()
                        .path("captures")
                        .asLong())
                .isEqualTo(1);
    }
}

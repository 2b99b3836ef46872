package org.dermatrail.ops.serving;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** A coordinator and a data manager bring tables in with their browsers. */
class ImportingByBrowserJourneyTest extends ImportsByBrowser {

    ImportingByBrowserJourneyTest(@TempDir Path folder) throws Exception {
        super(folder);
    }

    @Test
    void a_table_is_looked_at_and_imported_and_its_problems_are_told() throws Exception {
        // Given
        var ina = served.coordinator("ina", "NORTH");
        var table = rows("INA", 30, "NORTH")
                + "INA-9001,INA-P1,INA-L1,NORTH,dermoscopy,0,abc,FEMALE,BACK,,,CONTACT,x\n"
                + "INA-9002,INA-P2,INA-L2,SOUTH,dermoscopy,0,44,FEMALE,BACK,,,CONTACT,x\n"
                + "INA-9003,INA-P3,INA-L3,NORTH,ouija,0,44,FEMALE,BACK,,,CONTACT,x\n";
        var before = served.registry().events().lastPosition();

        // When
        var upload = upload(
                ina,
                new Parcel()
                        .file("table", "Anna Musterfrau.csv", table)
                        .file("mapping", "../../mapping.yaml", mappingOf("ina-clinic")));
        var preview = gets(ina, "/imports/uploads/" + upload + "/preview");

        // Then
        assertThat(preview.path("issuer").asString()).isEqualTo("ina-clinic");
        assertThat(preview.path("study").asString()).isEqualTo("sample-study");
        assertThat(preview.path("studyTitle").asString()).isEqualTo("Sample study (synthetic)");
        assertThat(preview.path("fault").isNull()).isTrue();
        assertThat(preview.path("rows").size()).isEqualTo(20);
        assertThat(preview.path("rows").path(0).toString())
                .isEqualTo(
                        "{\"row\":2,\"capture\":{\"id\":\"INA-0000\",\"lesion\":\"INA-L0\",\"participant\":\"INA-P0\","
                                + "\"site\":\"NORTH\",\"modality\":\"DMS\",\"day\":0,\"ageYears\":44,\"sex\":\"FEMALE\","
                                + "\"anatomicSite\":\"BACK\",\"laterality\":null,\"diagnosis\":\"NV\","
                                + "\"confirmation\":\"FOLLOW_UP\"}}");
        var meanings = new LinkedHashMap<String, @Nullable String>();
        preview.path("columns")
                .forEach(column -> meanings.put(
                        column.path("column").asString(),
                        column.path("meaning").isNull()
                                ? null
                                : column.path("meaning").asString()));
        assertThat(meanings)
                .containsEntry("capture", "captureId")
                .containsEntry("age", "ageYears")
                .containsEntry("contact", "contactMethod")
                .containsEntry("note", null)
                .hasSize(13);
        assertThat(served.registry().events().lastPosition()).isEqualTo(before);
        var kept = folder.resolve("centre/uploads").resolve(upload);
        assertThat(kept.toFile().list()).containsExactlyInAnyOrder("table.csv", "mapping.yaml");

        // When
        var importId = begins(ina, upload);
        var done = ends(ina, importId);

        // Then
        assertThat(done.path("state").asString()).isEqualTo("FINISHED");
        assertThat(done.path("rows").asInt()).isEqualTo(33);
        assertThat(done.path("bytesRead").asLong())
                .isEqualTo(done.path("bytesInAll").asLong());
        assertThat(done.path("secondsLeft").isNull()).isTrue();
        var report = done.path("report");
        assertThat(report.path("received").asInt()).isEqualTo(33);
        assertThat(report.path("recorded").asInt()).isEqualTo(30);
        assertThat(report.path("quarantined").asInt()).isEqualTo(3);
        assertThat(report.path("lesions").asInt()).isEqualTo(15);
        assertThat(report.path("discrepancies").path("sex").asInt(-1)).isZero();
        assertThat(report.path("remarks").toString()).contains("note");
        var first = gets(ina, "/imports/" + importId + "/problems?first=2");
        var rest = gets(
                ina,
                "/imports/" + importId + "/problems?first=2&after="
                        + first.path("next").asString());
        assertThat(codes(first)).containsExactly("32 AGE_UNUSABLE", "33 SITE_NOT_GRANTED");
        assertThat(codes(rest)).containsExactly("34 VALUE_NOT_MAPPED");
        assertThat(rest.path("next").isNull()).isTrue();
        assertThat(kept).as("what was imported is removed").doesNotExist();
        assertThat(gets(ina, "/imports").path(0).path("import").asString()).isEqualTo(importId);
        assertThat(actsOf("ina"))
                .containsExactly(
                        "import-upload",
                        "import-preview",
                        "import",
                        "import-end",
                        "import-problems",
                        "import-problems");
        try (var entries = served.registry().audit().read(0, 10_000)) {
            assertThat(entries.map(each -> each.auditRecord().toString()))
                    .noneMatch(each -> each.contains("Musterfrau") || each.contains("INA-P"));
        }
    }

    @Test
    void neither_the_log_nor_the_audit_log_names_files_persons_or_secrets() throws Exception {
        var log = new ListAppender<ILoggingEvent>();
        var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        try {
            var parcel = new Parcel()
                    .file(
                            "table",
                            "Anna Musterfrau.csv",
                            rows("HUSH", 3, "NORTH") + "HUSH-9,Anna-Musterfrau,,NORTH,?\n")
                    .file("mapping", "Anna Musterfrau.yaml", mappingOf("hush-clinic"));
            var upload = upload(coordinator, parcel);
            gets(coordinator, "/imports/uploads/" + upload + "/preview");
            ends(coordinator, begins(coordinator, upload));
            var refused = sends(coordinator, pictures("Anna/Musterfrau.jpg", noPicture()));
            assertThat(refused.body()).doesNotContain("Musterfrau");
            served.post("/session", null, "{\"name\":\"nora\",\"password\":\"Musterfrau 1948\"}");
        } finally {
            root.detachAppender(log);
        }
        assertThat(log.list)
                .noneMatch(event -> event.getFormattedMessage().contains("Musterfrau")
                        || event.getFormattedMessage().contains(coordinator)
                        || event.getFormattedMessage().contains("HUSH"));
        try (var entries = served.registry().audit().read(0, 10_000)) {
            assertThat(entries.map(each -> each.auditRecord().toString()))
                    .noneMatch(each -> each.contains("Musterfrau") || each.contains("HUSH"));
        }
    }

    @Test
    void after_a_restart_imports_are_told_from_the_ledger_and_uploads_are_gone() throws Exception {
        var rosa = served.coordinator("rosa", "NORTH");
        var parcel = new Parcel()
                .file("table", "t.csv", rows("AGAIN", 6, "NORTH") + "AGAIN-9,P,L,NORTH,ouija,0,44,FEMALE,BACK,,,,x\n")
                .file("mapping", "m.yaml", mappingOf("again-clinic"));
        var importId = begins(rosa, upload(rosa, parcel));
        var before = ends(rosa, importId).path("report");
        var waiting = upload(rosa, parcel);

        served.restart();

        assertThat(gets(rosa, "/imports").toString())
                .contains(importId, "again-clinic", "FINISHED")
                .doesNotContain("RUNNING");
        var after = gets(rosa, "/imports/" + importId).path("report");
        for (var number : List.of(
                "received",
                "recorded",
                "corrected",
                "duplicates",
                "quarantined",
                "lesions",
                "unlinked",
                "discrepancies")) {
            assertThat(after.path(number)).as(number).isEqualTo(before.path(number));
        }
        assertThat(codes(gets(rosa, "/imports/" + importId + "/problems"))).containsExactly("8 VALUE_NOT_MAPPED");
        assertThat(runs(rosa, waiting).statusCode()).isEqualTo(404);
        assertThat(leftovers()).isEmpty();
    }

    private static List<String> codes(JsonNode problems) {
        var codes = new ArrayList<String>();
        problems.path("problems")
                .forEach(row -> codes.add(
                        row.path("row").asInt() + " " + row.path("code").asString()));
        return codes;
    }

    @Test
    void a_ready_mapping_with_a_side_table_and_zipped_pictures_opens_its_study_for_a_data_manager() throws Exception {
        var parcel = new Parcel()
                .word("mappingName", "isic2019")
                .file("table", "meta.csv", "image,age_approx,anatom_site_general,lesion_id,sex\nA_1,45,,L_1,male\n")
                .file("join.diagnosis", "gt.csv", "image,MEL,NV,BCC,AK,BKL,DF,VASC,SCC,UNK\nA_1,1,0,0,0,0,0,0,0,0\n")
                .file(
                        "pictures",
                        "pictures.zip",
                        Parcel.zip(Map.of("photos/A_1.jpg", picture(), "__MACOSX/._A_1.jpg", new byte[3])));

        var mappings = gets(manager, "/imports/mappings");
        var upload = upload(manager, parcel);
        var preview = gets(manager, "/imports/uploads/" + upload + "/preview");
        var done = ends(manager, begins(manager, upload));

        assertThat(mappings.size()).isEqualTo(4);
        assertThat(mappings.path(0).toString())
                .isEqualTo(
                        "{\"name\":\"isic2019\",\"study\":\"isic-2019\",\"title\":\"ISIC 2019 challenge, training set\","
                                + "\"joins\":[\"diagnosis\",\"centre\"]}");
        assertThat(preview.path("rows")
                        .path(0)
                        .path("capture")
                        .path("diagnosis")
                        .asString())
                .isEqualTo("MEL");
        assertThat(preview.path("columns").toString())
                .contains("{\"column\":\"diagnosis.MEL\",\"meaning\":\"diagnosis\"}");
        assertThat(done.path("state").asString()).isEqualTo("FINISHED");
        assertThat(done.path("report").path("recorded").asInt())
                .as(gets(manager, "/imports/" + done.path("import").asString() + "/problems")
                        .toString())
                .isEqualTo(1);
        var shown = served.learns(
                manager,
                "{ cohort(criteria: {field: \"study\", in: [\"isic-2019\"]}) { captures(first: 1) { edges { node { images {"
                        + " digest: pictureUrl } } } } } }");
        assertThat(shown.toString()).contains("/pictures/");
    }

    private static byte[] picture() throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "jpg", out);
        return out.toByteArray();
    }

    @Test
    void nobody_imports_what_is_not_granted() {
        var isic = new Parcel().word("mappingName", "isic2019").file("table", "t.csv", "image\n");
        var own = new Parcel().file("table", "t.csv", HEAD).file("mapping", "m.yaml", mappingOf("anybody"));

        assertThat(sends(null, own).statusCode()).isEqualTo(401);
        for (var token : List.of(served.researcher("rita", "depth"), served.ethics("eva"))) {
            for (var path : List.of("/imports", "/imports/mappings", "/imports/x", "/imports/x/problems")) {
                assertThat(served.get(path, token).statusCode()).as(path).isEqualTo(403);
            }
            var reply = sends(token, own);
            assertThat(reply.statusCode()).isEqualTo(403);
            assertThat(reply.body()).contains("NOT_ALLOWED");
        }
        assertThat(sends(coordinator, isic).body()).contains("NOT_ALLOWED");
        assertThat(gets(coordinator, "/imports/mappings").size()).isZero();
        var stranger = sends(
                coordinator,
                new Parcel()
                        .file("table", "t.csv", HEAD)
                        .file("mapping", "m.yaml", mapping.replace("code: sample-study", "code: other-study")));
        assertThat(stranger.statusCode()).isEqualTo(403);
    }

    @Test
    void a_coordinator_cannot_draw_what_is_known_from_another_site_to_the_own_one() {
        // Given captures of the south centre, imported by the demo under the same issuer
        var south = served.coordinator("sue", "SOUTH");
        var before =
                served.learns(south, "{ cohort { captureCount { value } } }").toString();
        var table = HEAD
                + "S-9002,P-05,P-05-a,NORTH,dermoscopy,400,40,FEMALE,BACK,,,CONTACT,x\n"
                + "NEW-1,P-02,,NORTH,dermoscopy,400,40,FEMALE,BACK,,,CONTACT,x\n"
                + "NEW-2,P-02,P-02-a,NORTH,dermoscopy,400,40,FEMALE,BACK,,,CONTACT,x\n"
                + "NEW-3,P-01,,NORTH,dermoscopy,4000,40,,BACK,,,CONTACT,x\n";

        // When
        var upload =
                upload(coordinator, new Parcel().file("table", "t.csv", table).file("mapping", "m.yaml", mapping));
        var preview = gets(coordinator, "/imports/uploads/" + upload + "/preview");
        var importId = begins(coordinator, upload);
        var done = ends(coordinator, importId);

        // Then
        assertThat(preview.path("rows").toString()).contains("KNOWN_FROM_ANOTHER_SITE");
        assertThat(codes(gets(coordinator, "/imports/" + importId + "/problems")))
                .containsExactly("3 KNOWN_FROM_ANOTHER_SITE", "4 KNOWN_FROM_ANOTHER_SITE");
        assertThat(done.path("report").path("corrected").asInt()).isZero();
        assertThat(served.learns(south, "{ cohort { captureCount { value } } }").toString())
                .isEqualTo(before);
    }

    @Test
    void uploads_and_imports_are_their_owners_alone() {
        var upload = upload(
                coordinator,
                new Parcel()
                        .file("table", "t.csv", rows("OWN", 4, "NORTH"))
                        .file("mapping", "m.yaml", mappingOf("own-clinic")));
        var other = served.coordinator("otto", "NORTH");

        assertThat(served.get("/imports/uploads/" + upload + "/preview", other).statusCode())
                .isEqualTo(404);
        assertThat(runs(other, upload).statusCode()).isEqualTo(404);
        assertThat(served.get("/imports/uploads/nonsense/preview", coordinator).body())
                .contains("NOT_FOUND");
        var importId = begins(coordinator, upload);
        ends(coordinator, importId);
        assertThat(served.get("/imports/" + importId, other).statusCode()).isEqualTo(404);
        assertThat(served.get("/imports/" + importId + "/problems", other).statusCode())
                .isEqualTo(404);
        assertThat(served.post("/imports/" + importId + "/stop", other, "").statusCode())
                .isEqualTo(404);
        assertThat(gets(other, "/imports").size()).isZero();
        assertThat(gets(manager, "/imports").toString()).contains(importId);
        assertThat(served.post("/imports/" + importId + "/stop", coordinator, "")
                        .body())
                .contains("IMPORT_NOT_RUNNING");
    }

    @Test
    void one_import_runs_at_a_time_whichever_door_it_came_by() {
        var upload = upload(
                coordinator,
                new Parcel()
                        .file("table", "t.csv", rows("TURN", 4, "NORTH"))
                        .file("mapping", "m.yaml", mappingOf("turn-clinic")));
        served.registry().importTurn().take();
        try {
            var reply = runs(coordinator, upload);
            assertThat(reply.statusCode()).isEqualTo(409);
            assertThat(reply.body()).contains("IMPORT_RUNNING");
        } finally {
            served.registry().importTurn().giveBack();
        }
        assertThat(ends(coordinator, begins(coordinator, upload)).path("state").asString())
                .isEqualTo("FINISHED");
    }

    @Test
    void a_stopped_import_goes_on_under_its_own_id() {
        // Given
        int rows = 24_000;
        var upload = upload(
                manager,
                new Parcel()
                        .file("table", "t.csv", rows("LONG", rows, "NORTH"))
                        .file("mapping", "m.yaml", mappingOf("long-clinic")));

        // When
        var importId = begins(manager, upload);
        assertThat(gets(manager, "/imports").path(0).path("state").asString()).isEqualTo("RUNNING");
        assertThat(served.post("/imports/" + importId + "/stop", manager, "").statusCode())
                .isEqualTo(202);
        var stopped = ends(manager, importId);

        // Then
        assertThat(stopped.path("state").asString()).isEqualTo("STOPPED");
        assertThat(stopped.path("report").path("recorded").asInt()).isBetween(1, rows - 1);
        assertThat(begins(manager, upload)).isEqualTo(importId);
        var done = ends(manager, importId);
        assertThat(done.path("state").asString()).isEqualTo("FINISHED");
        assertThat(done.path("report").path("recorded").asInt()).isEqualTo(rows);
    }

    @Test
    void a_table_that_cannot_be_used_is_told_before_and_after_without_places_of_the_machine() {
        var upload = upload(
                coordinator,
                new Parcel()
                        .file("table", "t.csv", "one,two\n1,2\n")
                        .file("mapping", "m.yaml", mappingOf("fault-clinic")));
        var broken = upload(
                coordinator,
                new Parcel().file("table", "t.csv", "one\n").file("mapping", "m.yaml", "{ not: [ a mapping"));

        var fault = gets(coordinator, "/imports/uploads/" + upload + "/preview");
        var importId = begins(coordinator, upload);
        var failed = ends(coordinator, importId);
        var unread = gets(coordinator, "/imports/uploads/" + broken + "/preview");

        assertThat(fault.path("fault").path("code").asString()).isEqualTo("COLUMN_MISSING");
        assertThat(fault.path("study").asString()).isEqualTo("sample-study");
        assertThat(failed.path("state").asString()).isEqualTo("FAILED");
        assertThat(failed.path("fault").path("code").asString()).isEqualTo("COLUMN_MISSING");
        assertThat(failed.path("report").isNull()).isTrue();
        assertThat(gets(coordinator, "/imports").toString()).contains(importId);
        assertThat(unread.path("study").isNull()).isTrue();
        assertThat(unread.path("fault").path("code").asString()).startsWith("MAPPING_");
        assertThat(fault + "" + failed + unread)
                .doesNotContain(folder.toString())
                .doesNotContain("centre/uploads");
    }
}

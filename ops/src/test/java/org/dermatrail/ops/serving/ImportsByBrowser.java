package org.dermatrail.ops.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A served registry with a coordinator and a data manager, and what their browsers send. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ImportsByBrowser {

    static final JsonMapper MAPPER = JsonMapper.builder().build();
    static final Duration PATIENCE = Duration.ofMinutes(4);
    static final String HEAD =
            "capture,participant,lesion,site,modality,day,age,sex,place,diagnosis,confirmation,contact,note\n";

    final Path folder;
    final ServedRegistry served;
    final String coordinator;
    final String manager;
    final String mapping;

    ImportsByBrowser(Path folder) throws Exception {
        this.folder = folder;
        served = ServedRegistry.in(folder);
        coordinator = served.coordinator("nora", "NORTH");
        manager = served.manager("mona");
        try (var packaged = getClass().getResourceAsStream("/sample-study/mapping.yaml")) {
            mapping = new String(packaged.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    void stop() {
        served.close();
    }

    String mappingOf(String issuer) {
        return mapping.replace("issuer: sample-study", "issuer: " + issuer);
    }

    static String rows(String prefix, int count, String site) {
        var rows = new StringBuilder(HEAD);
        for (int at = 0; at < count; at++) {
            rows.append("%s-%04d,%s-P%d,%s-L%d,%s,dermoscopy,%d,44,FEMALE,BACK,NV,FOLLOW_UP,CONTACT,x%n"
                    .formatted(prefix, at, prefix, at / 4, prefix, at / 2, site, at % 4));
        }
        return rows.toString();
    }

    HttpResponse<String> sends(@Nullable String token, Parcel parcel) {
        return served.send(
                parcel.post(served.request("/imports/uploads", token)), HttpResponse.BodyHandlers.ofString());
    }

    String upload(String token, Parcel parcel) {
        var reply = sends(token, parcel);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(201);
        return MAPPER.readTree(reply.body()).path("upload").asString();
    }

    JsonNode gets(String token, String path) {
        var reply = served.get(path, token);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return MAPPER.readTree(reply.body());
    }

    HttpResponse<String> runs(String token, String upload) {
        return served.post("/imports/uploads/" + upload + "/run", token, "");
    }

    String begins(String token, String upload) {
        var reply = runs(token, upload);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(202);
        return MAPPER.readTree(reply.body()).path("import").asString();
    }

    JsonNode ends(String token, String importId) {
        await().atMost(PATIENCE).until(() -> !gets(token, "/imports/" + importId)
                .path("state")
                .asString()
                .equals("RUNNING"));
        return gets(token, "/imports/" + importId);
    }

    List<String> leftovers() throws IOException {
        try (var all = Files.walk(folder.resolve("centre/uploads"))) {
            return all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    List<String> actsOf(String account) {
        try (var entries = served.registry().audit().read(0, 10_000)) {
            return entries.map(entry -> entry.auditRecord())
                    .filter(each -> each.account().equals(account))
                    .map(each -> each.action())
                    .toList();
        }
    }

    static byte[] noPicture() {
        return new byte[] {(byte) 0xff, (byte) 0xd8, 0, 0};
    }

    static Parcel pictures(String fileName, byte[] content) {
        return new Parcel()
                .word("mappingName", "isic2019")
                .file("table", "t.csv", "image\n")
                .file("pictures", fileName, content);
    }
}

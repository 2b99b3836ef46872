package org.dermatrail.ops.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser may send to be imported, and what is refused before anything is read from it. */
class UploadingByBrowserJourneyTest extends ImportsByBrowser {

    UploadingByBrowserJourneyTest(@TempDir Path folder) throws Exception {
        super(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../etc/passwd", "/etc/passwd", "example", "isic2019.yaml"})
    void a_mapping_is_named_by_its_name_never_by_a_path(String name) {
        var reply = sends(manager, new Parcel().word("mappingName", name).file("table", "t.csv", "image\n"));

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("MAPPING_UNKNOWN").doesNotContain("passwd");
    }

    @ParameterizedTest
    @CsvSource({
        "../../evil.jpg, 400, ZIP_NAME_REFUSED",
        "/etc/evil.jpg, 400, ZIP_NAME_REFUSED",
        "a/../../evil.jpg, 400, ZIP_NAME_REFUSED",
        "'..\\evil.jpg', 400, ZIP_NAME_REFUSED",
        "C:evil.jpg, 400, ZIP_NAME_REFUSED",
        "a/b/c/d/e/f/g/h/i/j.jpg, 400, PICTURE_NAME_REFUSED"
    })
    void a_zip_that_reaches_out_of_its_folder_is_refused_whole(String name, int status, String code) throws Exception {
        var zip = new LinkedHashMap<String, byte[]>();
        zip.put("good.jpg", new byte[10]);
        zip.put(name, new byte[10]);

        var reply = sends(manager, pictures("pictures.zip", Parcel.zip(zip)));

        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.body()).contains(code).doesNotContain("evil");
        assertThat(leftovers()).noneMatch(file -> file.endsWith(".jpg"));
        assertThat(folder.resolve("centre/evil.jpg")).doesNotExist();
    }

    @Test
    void a_zip_that_unpacks_to_far_more_than_itself_is_refused() throws Exception {
        var bomb = Parcel.zip(Map.of("zeros.jpg", new byte[30 << 20]));

        var reply = sends(manager, pictures("pictures.zip", bomb));

        assertThat(bomb.length).isLessThan(100_000);
        assertThat(reply.statusCode()).isEqualTo(413);
        assertThat(reply.body()).contains("UPLOAD_TOO_LARGE");
        assertThat(leftovers()).doesNotContain("zeros.jpg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.jpg", "a/evil.jpg", ".evil.jpg", "evil.exe", "evil\\u0000.jpg", ""})
    void a_picture_with_a_name_that_is_no_plain_one_is_refused(String name) {
        var reply = sends(manager, pictures(name, noPicture()));

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("\"code\":").doesNotContain("evil");
    }

    @Test
    void a_picture_in_letters_of_any_script_is_taken() {
        assertThat(sends(manager, pictures("皮肤镜 1.jpg", noPicture())).statusCode())
                .isEqualTo(201);
    }

    @Test
    void an_upload_beyond_the_limit_is_refused_before_it_is_read() throws Exception {
        var address = URI.create(served.address());
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            socket.getOutputStream()
                    .write(("POST /imports/uploads HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + manager
                                    + "\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: "
                                    + (9L << 30) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(10_000);
            var reply = new StringBuilder();
            // The end of the body is not waited for: the server would still read some of what is sent.
            while (reply.indexOf("}") < 0) {
                int next = socket.getInputStream().read();
                assertThat(next).as(reply.toString()).isNotNegative();
                reply.append((char) next);
            }
            assertThat(reply).startsWith("HTTP/1.1 413").contains("UPLOAD_TOO_LARGE", "Connection: close");
        }
    }

    @Test
    void more_files_than_are_taken_are_refused() {
        var parcel = new Parcel().word("mappingName", "isic2019").file("table", "t.csv", "image\n");
        IntStream.range(0, 10_001).forEach(at -> parcel.file("pictures", at + ".jpg", new byte[0]));

        var reply = sends(manager, parcel);

        assertThat(reply.statusCode()).isEqualTo(413);
        assertThat(reply.body()).contains("UPLOAD_TOO_LARGE");
    }

    @Test
    void what_is_no_upload_is_said_to_be_none() {
        for (var parcel : List.of(
                new Parcel().word("mappingName", "isic2019"),
                new Parcel().file("table", "t.csv", "x\n"),
                new Parcel()
                        .word("mappingName", "isic2019")
                        .file("mapping", "m", "x")
                        .file("table", "t.csv", "x\n"),
                new Parcel()
                        .word("mappingName", "isic2019")
                        .file("table", "t", "x")
                        .file("surprise", "t", "x"),
                new Parcel()
                        .word("mappingName", "isic2019")
                        .file("table", "t", "x")
                        .file("join.a b", "t", "x"))) {
            var reply = sends(manager, parcel);
            assertThat(reply.statusCode()).isEqualTo(400);
            assertThat(reply.body()).contains("BAD_INPUT");
        }
        assertThat(served.post("/imports/uploads", manager, "{}").statusCode()).isEqualTo(415);
        assertThat(served.get("/imports/x/problems?first=0", manager).statusCode())
                .isEqualTo(400);
    }

    @Test
    void an_upload_by_a_session_needs_proof_like_everything_that_changes_something() {
        var in = served.post(
                "/session",
                null,
                MAPPER.writeValueAsString(Map.of("name", "nora", "password", ServedRegistry.PASSWORD)));
        var cookies = in.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .toList();
        var proof = cookies.stream()
                .filter(cookie -> cookie.startsWith("XSRF-TOKEN="))
                .map(cookie -> cookie.substring("XSRF-TOKEN=".length()))
                .findFirst()
                .orElseThrow();
        var parcel =
                new Parcel().file("table", "t.csv", rows("SES", 2, "NORTH")).file("mapping", "m", mappingOf("ses"));

        var request =
                parcel.post(served.request("/imports/uploads", null)).header("Cookie", String.join("; ", cookies));
        var unproven = served.send(request, HttpResponse.BodyHandlers.ofString());
        var proven = served.send(request.header("X-XSRF-TOKEN", proof), HttpResponse.BodyHandlers.ofString());

        assertThat(unproven.statusCode()).isEqualTo(403);
        assertThat(unproven.body()).contains("CSRF_TOKEN_MISSING");
        assertThat(proven.statusCode()).as(proven.body()).isEqualTo(201);
    }
}

package org.dermatrail.connectors.synthetic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dermatrail.connectors.SourceItem;
import org.dermatrail.connectors.SourceRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Synthetic studies for tests. */
final class Studies {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Studies() {}

    static SyntheticSettings of(long seed, int participants) {
        return new SyntheticSettings(seed, participants, SyntheticSettings.USUAL_CENTRES, 1000, false);
    }

    static SyntheticSettings withPictures(long seed, int participants) {
        return new SyntheticSettings(seed, participants, SyntheticSettings.USUAL_CENTRES, 1000, true);
    }

    static SyntheticStudy.Written write(Path folder, SyntheticSettings settings) {
        try {
            return SyntheticStudy.write(folder, settings, SynthesisWatcher.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SourceRequest request(Path folder) {
        return new SourceRequest(SyntheticConnector.NAME, folder, Map.of(), null);
    }

    static List<SourceItem> read(Path folder) {
        var items = new ArrayList<SourceItem>();
        try (var source = new SyntheticConnector().open(request(folder))) {
            for (var item = source.next(); item != null; item = source.next()) {
                items.add(item);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return items;
    }

    /** The lines of the truth of one type. */
    static List<JsonNode> truth(SyntheticStudy.Written study, String type) {
        try (var lines = Files.lines(study.truth())) {
            return lines.map(MAPPER::readTree)
                    .filter(line -> line.path("type").asString().equals(type))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a file without its first. */
    static List<String> rows(Path file) {
        try {
            var lines = Files.readAllLines(file);
            return lines.subList(1, lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes of every file of a study, the truth included, by name. */
    static Map<String, String> digests(SyntheticStudy.Written study) {
        var digests = new TreeMap<String, String>();
        try (var files = Files.walk(study.folder())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                digests.put(study.folder().relativize(file).toString(), digest(Files.readAllBytes(file)));
            }
            digests.put("truth", digest(Files.readAllBytes(study.truth())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return digests;
    }

    /** One digest of all files of a study. */
    static String digest(SyntheticStudy.Written study) {
        return digest(digests(study).toString().getBytes(StandardCharsets.UTF_8));
    }

    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

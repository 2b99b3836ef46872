package org.dermatrail.ops.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.dermatrail.connectors.synthetic.SynthesisWatcher;
import org.dermatrail.connectors.synthetic.SyntheticSettings;
import org.dermatrail.connectors.synthetic.SyntheticStudy;
import org.dermatrail.ops.operations.Exit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A synthetic study on the disk, and its truth.
 *
 * @param folder the folder that is imported
 * @param truth the truth beside it
 */
record SyntheticFolder(Path folder, Path truth) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static SyntheticFolder make(Path folder, long seed, int participants, boolean pictures) {
        try {
            var settings = SyntheticSettings.of(seed, participants, null, SyntheticSettings.USUAL_CENTRES, pictures);
            var written = SyntheticStudy.write(folder, settings, SynthesisWatcher.NONE);
            return new SyntheticFolder(written.folder(), written.truth());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, Object> arguments() {
        return Map.of("connector", "synthetic", "mapping", "synthetic", "file", folder.toString());
    }

    /** Imports it, with or without rows in quarantine, and the report. */
    JsonNode into(Clinic clinic) {
        var result = clinic.run("import", arguments());
        assertThat(result.exit()).as("%s", result.lines()).isIn(Exit.DONE, Exit.DONE_WITH_QUARANTINE);
        return MAPPER.valueToTree(result.json());
    }

    /** Lines of the truth of one type. */
    List<JsonNode> truth(String type) {
        try (var lines = Files.lines(truth)) {
            return lines.map(MAPPER::readTree)
                    .filter(line -> line.path("type").asString().equals(type))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Planted errors of which an importer must find this. */
    List<JsonNode> errors(String finding) {
        return truth("error").stream()
                .filter(error -> error.path("finding").asString().equals(finding))
                .toList();
    }

    String text(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes a file by hand, and what study.json says of its size. */
    void change(String file, UnaryOperator<String> by) {
        try {
            var path = folder.resolve(file);
            long before = Files.size(path);
            var text = text(file);
            var changed = by.apply(text);
            assertThat(changed).isNotEqualTo(text);
            Files.writeString(path, changed);
            var study = folder.resolve("study.json");
            Files.writeString(
                    study, Files.readString(study).replace("\"bytes\" : " + before, "\"bytes\" : " + Files.size(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

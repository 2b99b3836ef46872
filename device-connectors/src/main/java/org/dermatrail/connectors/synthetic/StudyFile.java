package org.dermatrail.connectors.synthetic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.dermatrail.connectors.SourceDescription;
import org.dermatrail.connectors.SourceFault;
import org.dermatrail.domain.participant.ConsentBasis;
import org.dermatrail.domain.participant.Identification;
import org.dermatrail.domain.participant.ParticipantCommand.Consent;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a folder says of itself.
 *
 * @param description study, centres, consent
 * @param sites codes of its centres
 * @param bytes bytes of captures and later statements
 */
record StudyFile(SourceDescription description, Set<String> sites, long bytes) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final long LARGEST_BYTES = 1L << 20;

    /**
     * Reads it.
     *
     * @throws SourceFault where it is missing, is of another format or version, is not labelled synthetic, or does not
     *     fit the files beside it
     */
    static StudyFile read(SyntheticFiles files) {
        var study = parsed(files);
        if (!SyntheticFiles.FORMAT.equals(study.path("format").asString(""))) {
            throw fault(
                    files, "FORMAT_UNKNOWN", "is not that of a synthetic study; name the folder that 'synth' wrote");
        }
        int version = study.path("version").asInt(0);
        if (version != SyntheticFiles.VERSION) {
            throw fault(
                    files,
                    "FORMAT_VERSION_UNKNOWN",
                    "is of version %d where this program reads version %d; make the study anew, or import it with the program that made it"
                            .formatted(version, SyntheticFiles.VERSION));
        }
        if (!"synthetic".equals(study.path("label").asString(""))
                || !study.path("title").asString("").contains("(synthetic)")) {
            throw fault(files, "LABEL_MISSING", "does not label the study as synthetic, so it is not taken for one");
        }
        long bytes =
                wholeSize(files.captures(), study.path("captures")) + wholeSize(files.course(), study.path("course"));
        Map<String, String> names = new LinkedHashMap<>();
        for (var centre : study.path("centres")) {
            names.put(centre.path("code").asString(""), centre.path("name").asString(""));
        }
        var code = study.path("study").asString("");
        var issuer = study.path("issuer").asString("");
        if (names.isEmpty() || names.containsKey("") || !code.matches("[a-z0-9][a-z0-9-]{1,39}") || issuer.isBlank()) {
            throw fault(files, "STUDY_FILE_UNUSABLE", "lacks issuer, study or centres; make the study anew");
        }
        var description = new SourceDescription(
                issuer,
                code,
                study.path("title").asString(""),
                true,
                Map.copyOf(names),
                Identification.GIVEN,
                new Consent(ConsentBasis.SYNTHETIC, Integer.toString(version)));
        return new StudyFile(description, new HashSet<>(names.keySet()), bytes);
    }

    private static JsonNode parsed(SyntheticFiles files) {
        if (!Files.isRegularFile(files.study())) {
            throw new SourceFault(
                    "STUDY_FILE_MISSING",
                    "%s holds no study.json; name the folder that 'synth' wrote, and see that it was written to the end."
                            .formatted(files.folder().getFileName()));
        }
        try {
            if (Files.size(files.study()) > LARGEST_BYTES) {
                throw fault(files, "STUDY_FILE_UNUSABLE", "is far too large; make the study anew");
            }
            return MAPPER.readTree(Files.readAllBytes(files.study()));
        } catch (IOException | JacksonException unreadable) {
            throw fault(files, "STUDY_FILE_UNUSABLE", "cannot be read as JSON; copy it again, or make the study anew");
        }
    }

    private static long wholeSize(Path file, JsonNode stated) {
        long wanted = stated.path("bytes").asLong(-1);
        try {
            long there = Files.isRegularFile(file) ? Files.size(file) : -1;
            if (there < 0 || there != wanted) {
                throw new SourceFault(
                        there < 0 ? "FILE_MISSING" : "FILE_CUT_OFF_OR_CHANGED",
                        "%s has %s where study.json says %d; copy the whole folder again, or make the study anew."
                                .formatted(file.getFileName(), there < 0 ? "nothing" : there + " bytes", wanted));
            }
            return there;
        } catch (IOException unreadable) {
            throw new SourceFault(
                    "FILE_NOT_READABLE",
                    "%s cannot be read; copy the whole folder again.".formatted(file.getFileName()));
        }
    }

    private static SourceFault fault(SyntheticFiles files, String code, String what) {
        return new SourceFault(
                code, "study.json in %s %s.".formatted(files.folder().getFileName(), what));
    }
}

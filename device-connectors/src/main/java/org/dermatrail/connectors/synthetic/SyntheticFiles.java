package org.dermatrail.connectors.synthetic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the files of a synthetic study lie.
 *
 * @param folder the folder that is imported
 */
record SyntheticFiles(Path folder) {

    /** Columns of the captures. */
    static final String CAPTURE_COLUMNS = "capture,participant,lesion,extent,site,modality,technique,day,age,sex,"
            + "place,side,diagnosis,confirmation,picture,parameters";

    /** Columns of what is stated later. */
    static final String COURSE_COLUMNS = "statement,kind,participant,lesion,day,code,why,supersedes";

    /** Name of the format in {@code study.json}. */
    static final String FORMAT = "dermatrail-synthetic-study";

    /** Version of the format. */
    static final int VERSION = 1;

    Path study() {
        return folder.resolve("study.json");
    }

    Path captures() {
        return folder.resolve("captures.csv");
    }

    Path course() {
        return folder.resolve("course.csv");
    }

    Path pictures() {
        return folder.resolve("pictures");
    }

    Path readme() {
        return folder.resolve("README.txt");
    }

    /** The truth, beside the folder and never in it. */
    Path truth() {
        return folder.resolveSibling(folder.getFileName() + ".truth.jsonl");
    }

    /**
     * Makes an empty folder, or takes one that is empty.
     *
     * @throws SynthesisRefused where something is there already
     */
    static SyntheticFiles begin(Path folder) throws IOException {
        var files = new SyntheticFiles(folder.toAbsolutePath().normalize());
        if (files.folder().getFileName() == null) {
            throw new SynthesisRefused("FOLDER_UNUSABLE", "Name a folder of its own for the study.");
        }
        if (Files.exists(files.folder())) {
            if (!Files.isDirectory(files.folder())) {
                throw new SynthesisRefused(
                        "FOLDER_UNUSABLE", "%s is a file; name a folder.".formatted(folder.getFileName()));
            }
            try (var there = Files.list(files.folder())) {
                if (there.findAny().isPresent()) {
                    throw new SynthesisRefused(
                            "FOLDER_NOT_EMPTY",
                            "%s is not empty; name a new folder, or empty that one.".formatted(folder.getFileName()));
                }
            }
        }
        if (Files.exists(files.truth())) {
            throw new SynthesisRefused(
                    "TRUTH_EXISTS",
                    "%s is there already, the truth of another study; name another folder, or move it away."
                            .formatted(files.truth().getFileName()));
        }
        Files.createDirectories(files.folder());
        return files;
    }
}

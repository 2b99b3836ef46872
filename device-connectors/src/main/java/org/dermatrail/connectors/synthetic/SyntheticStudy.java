package org.dermatrail.connectors.synthetic;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dermatrail.connectors.synthetic.drawing.Drawing;
import org.dermatrail.connectors.synthetic.drawing.Scene;
import org.dermatrail.domain.diagnosis.DiagnosisConfirmation;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a synthetic study into a folder, as a centre would hand it in, and its truth beside that folder.
 *
 * <p>Laws: the same settings give the same bytes of every file; memory does not grow with the number of participants;
 * {@code study.json} is written last, so that what was broken off cannot be imported by mistake. Not thread-safe.
 */
public final class SyntheticStudy {

    private static final int TOLD_EVERY = 200;
    private static final int TOLD_EVERY_WITH_PICTURES = 5;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final SyntheticSettings settings;
    private final SyntheticFiles files;
    private final Storyteller storyteller;
    private final Photographer photographer;
    private final StudyTally tally = new StudyTally();
    private long captureLine = 1;
    private long courseLine = 1;

    private SyntheticStudy(SyntheticSettings settings, SyntheticFiles files) {
        this.settings = settings;
        this.files = files;
        this.storyteller = new Storyteller(settings);
        this.photographer = new Photographer(settings.seed());
    }

    /**
     * What was written.
     *
     * @param folder the folder to import
     * @param truth the truth beside it
     * @param participants participants
     * @param lesions lesions
     * @param captures captures
     * @param laterStatements later statements
     * @param errors errors planted
     */
    public record Written(
            Path folder,
            Path truth,
            long participants,
            long lesions,
            long captures,
            long laterStatements,
            long errors) {}

    /**
     * Writes a study into an empty or new folder.
     *
     * @throws SynthesisRefused where the folder cannot be used, or the watcher asked to stop
     * @throws IOException where the disk does not take it; what is there then is of no use
     */
    public static Written write(Path folder, SyntheticSettings settings, SynthesisWatcher watcher) throws IOException {
        return new SyntheticStudy(settings, SyntheticFiles.begin(folder)).write(watcher);
    }

    private Written write(SynthesisWatcher watcher) throws IOException {
        Files.writeString(files.readme(), readme());
        if (settings.pictures()) {
            Files.createDirectory(files.pictures());
        }
        try (var captures = Files.newBufferedWriter(files.captures());
                var course = Files.newBufferedWriter(files.course());
                var truth = new TruthFile(files.truth(), settings)) {
            captures.write(SyntheticFiles.CAPTURE_COLUMNS + "\n");
            course.write(SyntheticFiles.COURSE_COLUMNS + "\n");
            for (int index = 1; index <= settings.participants(); index++) {
                var story = storyteller.tell(index);
                write(story, captures, course, truth);
                if (isTold(index) && !watcher.wrote(index, tally.captures())) {
                    throw new SynthesisRefused(
                            "STOPPED",
                            "Stopped as asked; delete the folder and its truth, and start again for all of it.");
                }
            }
            truth.finish(tally);
        }
        Files.writeString(
                files.study(), MAPPER.writeValueAsString(study()).replace(System.lineSeparator(), "\n") + "\n");
        return new Written(
                files.folder(),
                files.truth(),
                tally.participants(),
                tally.lesions(),
                tally.captures(),
                tally.statements(),
                tally.errors());
    }

    private boolean isTold(int index) {
        int every = settings.pictures() ? TOLD_EVERY_WITH_PICTURES : TOLD_EVERY;
        return index % every == 0 || index == settings.participants();
    }

    private void write(Story story, BufferedWriter captures, BufferedWriter course, TruthFile truth)
            throws IOException {
        long firstCapture = captureLine + 1;
        long firstStatement = courseLine + 1;
        var line = new StringBuilder(400);
        for (var row : story.rows()) {
            line.setLength(0);
            append(line, row);
            captures.append(line);
            captureLine++;
        }
        for (var statement : story.later()) {
            line.setLength(0);
            append(line, statement);
            course.append(line);
            courseLine++;
        }
        truth.write(story, error -> (error.isOfLaterStatement() ? firstStatement : firstCapture) + error.row());
        if (settings.pictures()) {
            draw(story, truth);
        }
        tally.count(story);
    }

    /** Draws on all cores; each picture depends on its own row alone, so the order does not matter. */
    private void draw(Story story, TruthFile truth) throws IOException {
        var scenes = new ArrayList<Scene>();
        for (int place = 0; place < story.rows().size(); place++) {
            var row = story.rows().get(place);
            var scene = photographer.scene(row, place);
            scenes.add(scene);
            truth.write(row, scene);
        }
        try {
            IntStream.range(0, scenes.size())
                    .parallel()
                    .forEach(place -> keep(story.rows().get(place), scenes.get(place)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void keep(MachineRow row, Scene scene) {
        if (row.flaw() == PictureFlaw.MISSING) {
            return;
        }
        byte[] png = Drawing.png(scene);
        int length = row.flaw() == PictureFlaw.CUT_OFF ? png.length / 2 : png.length;
        try (var out = Files.newOutputStream(files.pictures().resolve(row.picture()))) {
            out.write(png, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(StringBuilder line, MachineRow row) {
        var said = row.said();
        var lesion = row.lesion();
        cell(line, row.captureId());
        cell(line, row.participantId());
        cell(line, lesion == null ? "" : lesion.id());
        cell(line, lesion == null ? "" : lesion.kind().extent().name());
        cell(line, row.person().centre().code());
        cell(line, row.device().modality().code());
        cell(line, row.technique());
        cell(line, said.day());
        cell(line, said.age());
        cell(line, said.sex());
        cell(line, said.place());
        cell(line, said.side());
        cell(line, said.diagnosis());
        cell(line, said.diagnosis().isEmpty() ? "" : DiagnosisConfirmation.CLINICAL.name());
        cell(line, settings.pictures() ? row.picture() : "");
        var parameters = row.parameters();
        for (int at = 0; at < parameters.size(); at++) {
            var parameter = parameters.get(at);
            line.append(at == 0 ? "" : ";").append(parameter.name()).append('=').append(parameter.value());
            if (parameter.unit() != null) {
                line.append('[').append(parameter.unit()).append(']');
            }
        }
        line.append('\n');
    }

    private static void append(StringBuilder line, LaterStatement statement) {
        cell(line, statement.id());
        cell(line, statement.kind().name());
        cell(line, statement.participantId());
        cell(line, statement.lesionId());
        cell(line, Integer.toString(statement.day()));
        cell(line, statement.code());
        cell(line, statement.why());
        line.append(statement.supersedes()).append('\n');
    }

    /** All cells are words and numbers of our own, so that none needs quotes. */
    private static void cell(StringBuilder line, String text) {
        line.append(text).append(',');
    }

    private Map<String, Object> study() throws IOException {
        var study = new LinkedHashMap<String, Object>();
        study.put("format", SyntheticFiles.FORMAT);
        study.put("version", SyntheticFiles.VERSION);
        study.put("label", "synthetic");
        study.put("seed", settings.seed());
        study.put("issuer", settings.code());
        study.put("study", settings.code());
        study.put("title", "Skin lesions over two years (synthetic)");
        study.put("participants", tally.participants());
        study.put("pictures", settings.pictures());
        study.put("captures", size(files.captures(), tally.captures()));
        study.put("course", size(files.course(), tally.statements()));
        var centres = new ArrayList<Map<String, Object>>();
        for (var centre : storyteller.centres()) {
            var each = new LinkedHashMap<String, Object>();
            each.put("code", centre.code());
            each.put("name", centre.name());
            each.put("devices", devices(centre));
            centres.add(each);
        }
        study.put("centres", centres);
        return study;
    }

    private static List<Map<String, Object>> devices(Centre centre) {
        var devices = new ArrayList<Map<String, Object>>();
        for (var device : centre.devices()) {
            var each = new LinkedHashMap<String, Object>();
            each.put("modality", device.modality().code());
            each.put("model", device.model());
            devices.add(each);
        }
        return devices;
    }

    private static Map<String, Object> size(Path file, long rows) throws IOException {
        var size = new LinkedHashMap<String, Object>();
        size.put("rows", rows);
        size.put("bytes", Files.size(file));
        return size;
    }

    private String readme() {
        return """
                This study is SYNTHETIC. The people, centres and devices in it do not exist; every statement and every
                picture was made by a program from the number %s. It says nothing about any real person, disease or product.

                study.json    what it is, and its centres
                captures.csv  one row a capture, as the machines state it, with the errors of real sites
                course.csv    what was stated later: findings, procedures, withdrawals
                pictures      the pictures, where they were drawn

                What is true, and which errors were planted, stands beside this folder, in a file of
                the folder's name that ends in .truth.jsonl.
                Import it by: dermatrail import --connector synthetic FOLDER
                """.formatted(Long.toString(settings.seed()));
    }
}

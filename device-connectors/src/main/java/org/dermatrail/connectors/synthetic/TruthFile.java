package org.dermatrail.connectors.synthetic;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dermatrail.connectors.synthetic.Story.Fate;
import org.dermatrail.connectors.synthetic.drawing.Scene;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the truth of a synthetic study: one JSON object a line, a header first, then each participant with the lesions and
 * the planted errors.
 *
 * <p>Law: the header has a fixed length and is written again at the end, when the counts are known, so that writing streams.
 * Used by one thread.
 */
final class TruthFile implements AutoCloseable {

    private static final int HEADER_BYTES = 6144;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path file;
    private final SyntheticSettings settings;
    private final OutputStream out;

    TruthFile(Path file, SyntheticSettings settings) throws IOException {
        this.file = file;
        this.settings = settings;
        this.out = new java.io.BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        out.write(padded(Map.of()));
    }

    /** Where a row of the story stands in its file. */
    @FunctionalInterface
    interface Lines {
        /** Line of a row of the participant's captures or later statements. */
        long of(PlantedError error);
    }

    void write(Story story, Lines lines) throws IOException {
        line(participant(story));
        for (var fate : story.lesions()) {
            line(lesion(story, fate));
        }
        for (var error : story.errors()) {
            line(error(story, error, lines));
        }
    }

    /** Writes how the picture of a row was taken. */
    void write(MachineRow row, Scene scene) throws IOException {
        var truth = new LinkedHashMap<String, Object>();
        truth.put("type", "picture");
        truth.put("file", row.picture());
        truth.put("capture", row.captureId());
        truth.put("widthPx", scene.widthPx());
        truth.put("heightPx", scene.heightPx());
        truth.put("spacingMm", scene.spacingMm());
        truth.put("turnDegrees", scene.pose().turnDegrees());
        truth.put("rightPx", scene.pose().rightPx());
        truth.put("downPx", scene.pose().downPx());
        truth.put("gain", scene.light().gain());
        truth.put("slant", scene.light().slant());
        truth.put("warmth", scene.light().warmth());
        truth.put("blurPx", scene.light().blurPx());
        truth.put("hairs", scene.clutter().hairs());
        truth.put("ruler", scene.clutter().ruler());
        line(truth);
    }

    private static Map<String, Object> participant(Story story) {
        var person = story.person();
        var truth = new LinkedHashMap<String, Object>();
        truth.put("type", "participant");
        truth.put("participant", person.id());
        truth.put("site", person.centre().code());
        truth.put("sex", person.sex().name());
        truth.put("ageYears", person.ageYears());
        truth.put("skinType", person.skinType());
        truth.put("heightCm", person.heightCm());
        truth.put("weightKg", person.weightKg());
        truth.put("visitDays", story.visits().days());
        var end = story.visits().end();
        if (end != null) {
            truth.put("endDay", end.day());
            truth.put("status", end.status().name());
            truth.put("reason", end.reason().name());
            truth.put("consentWithdrawn", end.consentWithdrawn());
        }
        return truth;
    }

    private static Map<String, Object> lesion(Story story, Fate fate) {
        var lesion = fate.lesion();
        var truth = new LinkedHashMap<String, Object>();
        truth.put("type", "lesion");
        truth.put("lesion", lesion.id());
        truth.put("participant", story.person().id());
        truth.put("kind", lesion.kind().name());
        truth.put("diagnosis", lesion.kind().code().name());
        truth.put("extent", lesion.kind().extent().name());
        truth.put("place", lesion.place().name());
        truth.put("side", lesion.side().name());
        truth.put("law", lesion.law().name());
        truth.put("parameters", lesion.law().parameters());
        truth.put("aspect", lesion.aspect());
        truth.put("irregularity", lesion.irregularity());
        truth.put("areaFactor", lesion.areaFactor());
        truth.put(
                "colourLab",
                List.of(
                        lesion.colour().lightness(),
                        lesion.colour().a(),
                        lesion.colour().b()));
        truth.put("darkeningPerYear", lesion.darkeningPerYear());
        truth.put("impression", fate.impression());
        truth.put("recognisedOn", fate.recognisedOn());
        truth.put("removedOn", fate.removedOn());
        var days = new ArrayList<Map<String, Object>>();
        for (int day : story.visits().days()) {
            if (fate.isThereOn(day)) {
                days.add(onDay(lesion, day));
            }
        }
        truth.put("days", days);
        return truth;
    }

    private static Map<String, Object> onDay(TrueLesion lesion, int day) {
        var truth = new LinkedHashMap<String, Object>();
        truth.put("day", day);
        truth.put("diameterLongMm", LesionKind.rounded(lesion.diameterLongMm(day)));
        truth.put("areaMm2", LesionKind.rounded(lesion.areaMm2(day)));
        truth.put("lightness", LesionKind.rounded(lesion.colourOn(day).lightness()));
        return truth;
    }

    private static Map<String, Object> error(Story story, PlantedError error, Lines lines) {
        var truth = new LinkedHashMap<String, Object>();
        truth.put("type", "error");
        truth.put("error", error.kind().name());
        if (error.isOfLaterStatement()) {
            truth.put("file", "course.csv");
            truth.put("statement", story.later().get(error.row()).id());
        } else {
            truth.put("file", "captures.csv");
            truth.put("capture", story.rows().get(error.row()).captureId());
        }
        truth.put("row", lines.of(error));
        truth.put("finding", error.finding().name());
        truth.put("finds", error.finds());
        truth.put("subject", error.subjectId());
        truth.put("instead", error.instead());
        return truth;
    }

    private void line(Map<String, Object> object) throws IOException {
        out.write(MAPPER.writeValueAsBytes(object));
        out.write('\n');
    }

    /** Ends the file with its header in place. */
    void finish(StudyTally tally) throws IOException {
        out.close();
        try (var again = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
            again.write(padded(tally.inWords()));
        }
    }

    private byte[] padded(Map<String, Object> counts) {
        var header = new LinkedHashMap<String, Object>();
        header.put("type", "header");
        header.put("format", "dermatrail-synthetic-truth");
        header.put("version", SyntheticFiles.VERSION);
        header.put("label", "synthetic");
        header.put("seed", settings.seed());
        header.put("study", settings.code());
        header.put("counts", counts);
        var laws = new LinkedHashMap<String, Object>();
        for (var law : List.of(
                new GrowthLaw.Steady(1),
                new GrowthLaw.Linear(1, 1),
                new GrowthLaw.Exponential(1, 1),
                new GrowthLaw.Gompertz(1, 2, 1),
                new GrowthLaw.Periodic(1, 1, 1, 1))) {
            laws.put(law.name(), law.formula());
        }
        header.put("laws", laws);
        header.put("size", "s is the long diameter in mm of a FOCAL lesion, else the area in cm2; t is the day");
        var errors = new LinkedHashMap<String, Object>();
        for (var kind : ErrorKind.values()) {
            errors.put(kind.name(), kind.rate());
        }
        header.put("errorRates", errors);
        byte[] json = MAPPER.writeValueAsBytes(header);
        byte[] line = new byte[HEADER_BYTES];
        Arrays.fill(line, (byte) ' ');
        System.arraycopy(json, 0, line, 0, json.length);
        line[HEADER_BYTES - 1] = '\n';
        return line;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}

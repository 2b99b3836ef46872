package org.dermatrail.ops.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the published tables by splitting lines at commas, and says in the registry's words what each row states.
 *
 * <p>Written apart from connector and read side, so that both can be compared with it. None of the tables has quotes.
 */
final class PublishedRows {

    private static final Map<String, String> SEX = Map.of("male", "MALE", "female", "FEMALE");

    private static final Map<String, List<String>> PLACES = Map.ofEntries(
            Map.entry("head/neck", List.of("HEAD_NECK")),
            Map.entry("head_neck_face", List.of("HEAD_NECK")),
            Map.entry("scalp", List.of("SCALP", "HEAD_NECK")),
            Map.entry("ear", List.of("EAR", "HEAD_NECK")),
            Map.entry("face", List.of("FACE", "HEAD_NECK")),
            Map.entry("neck", List.of("NECK", "HEAD_NECK")),
            Map.entry("torso", List.of("TRUNK")),
            Map.entry("trunk", List.of("TRUNK")),
            Map.entry("anterior torso", List.of("ANTERIOR_TORSO", "TRUNK")),
            Map.entry("posterior torso", List.of("POSTERIOR_TORSO", "TRUNK")),
            Map.entry("lateral torso", List.of("LATERAL_TORSO", "TRUNK")),
            Map.entry("back", List.of("BACK", "POSTERIOR_TORSO", "TRUNK")),
            Map.entry("chest", List.of("CHEST", "ANTERIOR_TORSO", "TRUNK")),
            Map.entry("abdomen", List.of("ABDOMEN", "ANTERIOR_TORSO", "TRUNK")),
            Map.entry("upper extremity", List.of("UPPER_EXTREMITY")),
            Map.entry("upper_extremity", List.of("UPPER_EXTREMITY")),
            Map.entry("hand", List.of("HAND", "UPPER_EXTREMITY")),
            Map.entry("lower extremity", List.of("LOWER_EXTREMITY")),
            Map.entry("lower_extremity", List.of("LOWER_EXTREMITY")),
            Map.entry("foot", List.of("FOOT", "LOWER_EXTREMITY")),
            Map.entry("palms/soles", List.of("PALMS_SOLES")),
            Map.entry("acral", List.of("ACRAL")),
            Map.entry("oral/genital", List.of("ORAL_GENITAL")),
            Map.entry("genital", List.of("GENITAL", "ORAL_GENITAL")));

    private static final Map<String, String> WIDER = Map.of(
            "NV",
            "BENIGN",
            "BKL",
            "BENIGN",
            "DF",
            "BENIGN",
            "VASC",
            "BENIGN",
            "MEL",
            "MALIGNANT",
            "BCC",
            "MALIGNANT",
            "SCC",
            "MALIGNANT",
            "AK",
            "INDETERMINATE",
            "AKIEC",
            "INDETERMINATE");

    private static final Map<String, String> CONFIRMATIONS = Map.of(
            "histo", "HISTOPATHOLOGY", "follow_up", "FOLLOW_UP", "consensus", "CONSENSUS", "confocal", "CONFOCAL");

    private PublishedRows() {}

    /** All four tables. */
    static List<PublishedRow> all() {
        var rows = new ArrayList<PublishedRow>();
        rows.addAll(isic2019());
        rows.addAll(ham10000());
        rows.addAll(isic2020());
        rows.addAll(milk10k());
        return rows;
    }

    static List<PublishedRow> isic2019() {
        var truths = byImage(PublishedTable.ISIC_2019.joins().get("diagnosis"));
        var centres = byImage(PublishedTable.ISIC_2019.joins().get("centre"));
        var rows = new ArrayList<PublishedRow>();
        for (var cells : read(PublishedTable.ISIC_2019.file())) {
            var image = cell(cells, "image");
            var row = new PublishedRow("isic-2019", image, cell(cells, "lesion_id"), null);
            var centre = centres.get(image);
            row.word("site", "isic-2019/" + (centre == null ? "UNKNOWN" : "CENTRE-" + cell(centre, "center")));
            dermoscopy(row);
            stated(row, cell(cells, "sex"), cell(cells, "age_approx"), cell(cells, "anatom_site_general"));
            truths.getOrDefault(image, Map.of()).forEach((column, value) -> {
                if (value.equals("1.0")) {
                    diagnosis(row, column, "NOT_STATED");
                }
            });
            rows.add(row);
        }
        return finished(rows);
    }

    static List<PublishedRow> ham10000() {
        var rows = new ArrayList<PublishedRow>();
        for (var cells : read(PublishedTable.HAM10000.file())) {
            var row = new PublishedRow("ham10000", cell(cells, "image_id"), cell(cells, "lesion_id"), null);
            row.word("site", "ham10000/" + cell(cells, "dataset"));
            dermoscopy(row);
            stated(row, cell(cells, "sex"), cell(cells, "age"), cell(cells, "localization"));
            diagnosis(
                    row,
                    cell(cells, "dx").toUpperCase(java.util.Locale.ROOT),
                    CONFIRMATIONS.get(cell(cells, "dx_type")));
            rows.add(row);
        }
        return finished(rows);
    }

    static List<PublishedRow> isic2020() {
        var rows = new ArrayList<PublishedRow>();
        for (var cells : read(PublishedTable.ISIC_2020.file())) {
            var row = new PublishedRow("isic-2020", cell(cells, "image_name"), "", cell(cells, "patient_id"));
            row.word("site", "isic-2020/UNKNOWN");
            dermoscopy(row);
            stated(row, cell(cells, "sex"), cell(cells, "age_approx"), cell(cells, "anatom_site_general_challenge"));
            rows.add(row);
        }
        return finished(rows);
    }

    static List<PublishedRow> milk10k() {
        var rows = new ArrayList<PublishedRow>();
        for (var cells : read(PublishedTable.MILK10K.file())) {
            var row = new PublishedRow("milk10k", cell(cells, "isic_id"), cell(cells, "lesion_id"), null);
            row.word("site", "milk10k/MILK");
            if (cell(cells, "image_type").equals("dermoscopic")) {
                dermoscopy(row);
            } else {
                row.word("modality", "XC");
                row.word("technique", "CLOSE_UP");
            }
            stated(row, cell(cells, "sex"), cell(cells, "age_approx"), cell(cells, "site"));
            rows.add(row);
        }
        return finished(rows);
    }

    private static void dermoscopy(PublishedRow row) {
        row.word("modality", "DMS");
    }

    private static void stated(PublishedRow row, String sex, String age, String place) {
        row.word("sex", SEX.get(sex));
        row.number("ageYears", age);
        var regions = PLACES.getOrDefault(place, List.of());
        if (!regions.isEmpty()) {
            row.word("anatomicSite", regions.getFirst());
        }
        regions.forEach(region -> row.word("anatomicRegion", region));
    }

    private static void diagnosis(PublishedRow row, String code, @Nullable String confirmation) {
        row.word("diagnosis", code);
        row.word("diagnosisGroup", code);
        row.word("diagnosisGroup", WIDER.get(code));
        row.word("confirmation", confirmation);
    }

    /** Adds what only the whole table tells: the pictures there are, and what else is known of each row's lesion. */
    private static List<PublishedRow> finished(List<PublishedRow> rows) {
        var ofLesion = new HashMap<String, List<PublishedRow>>();
        for (var row : rows) {
            var image = row.capture().substring(row.capture().indexOf(':') + 1);
            row.word(
                    "withPicture",
                    Boolean.toString(Files.exists(PublishedTable.pictures().resolve(image + ".jpg"))));
            if (row.lesion() != null) {
                ofLesion.computeIfAbsent(row.lesionOrFail(), any -> new ArrayList<>())
                        .add(row);
            }
        }
        for (var together : ofLesion.values()) {
            for (var row : together) {
                row.number("lesionCaptures", Integer.toString(together.size()));
                together.forEach(
                        other -> other.words("modality").forEach(modality -> row.word("lesionModalities", modality)));
            }
        }
        return rows;
    }

    private static Map<String, Map<String, String>> byImage(@Nullable Path file) {
        var found = new HashMap<String, Map<String, String>>();
        if (file != null) {
            read(file).forEach(cells -> found.put(cell(cells, "image"), cells));
        }
        return found;
    }

    private static String cell(Map<String, String> cells, String column) {
        var value = cells.get(column);
        if (value == null) {
            throw new IllegalArgumentException("the table has no column " + column);
        }
        return value;
    }

    static List<Map<String, String>> read(Path file) {
        try {
            var lines = Files.readAllLines(file);
            var columns = lines.getFirst().split(",", -1);
            var rows = new ArrayList<Map<String, String>>();
            for (var line : lines.subList(1, lines.size())) {
                var cells = line.split(",", -1);
                var row = new HashMap<String, String>();
                for (int at = 0; at < columns.length; at++) {
                    row.put(columns[at], cells[at]);
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

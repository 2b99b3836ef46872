package org.dermatrail.ops.journeys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** Makes a table of the kind the mapping isic2019 reads; about two captures a lesion, every eleventh without one. */
final class GeneratedTable {

    private static final String[] PLACES = {"anterior torso", "head/neck", "lower extremity", ""};

    private GeneratedTable() {}

    static Path write(Path file, int rows) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("image,age_approx,anatom_site_general,lesion_id,sex");
        for (int at = 0; at < rows; at++) {
            int lesion = at / 2;
            lines.add("G_" + at + "," + lesion % 90 + "," + PLACES[lesion % PLACES.length] + ","
                    + (at % 11 == 0 ? "" : "L_" + lesion) + "," + (lesion % 2 == 0 ? "male" : "female"));
        }
        return Files.write(file, lines);
    }
}

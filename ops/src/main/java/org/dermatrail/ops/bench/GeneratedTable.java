package org.dermatrail.ops.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A table of generated captures: the same rows for the same number, written as a stream. Synthetic. */
final class GeneratedTable {

    static final int SITES = 12;
    private static final long SEED = 4711;
    private static final String[] MODALITIES = {"DMS", "DMS", "DMS", "XC", "XC", "CFM", "US", "OCT"};
    private static final String[] PLACES = {
        "BACK", "CHEST", "ABDOMEN", "FACE", "SCALP", "NECK", "UPPER_EXTREMITY", "LOWER_EXTREMITY", "HAND", "FOOT"
    };
    private static final String[] DIAGNOSES = {"NV", "NV", "NV", "NV", "BKL", "MEL", "BCC", "AK", "SCC", "DF", "VASC"};
    private static final String[] CONFIRMATIONS = {"HISTOPATHOLOGY", "FOLLOW_UP", "CONSENSUS", "CLINICAL"};
    private static final int[] CAPTURES_A_LESION = {1, 1, 2, 2, 3, 3, 4, 4};

    private GeneratedTable() {}

    /** Writes a table of so many captures: about 2.5 a lesion and 6 lesions a participant. */
    static Path write(Path file, int captures) throws IOException {
        var random = new Random(SEED);
        try (var out = Files.newBufferedWriter(file)) {
            out.write("capture,participant,lesion,site,modality,day,age,sex,place,side,diagnosis,confirmation\n");
            int capture = 0;
            for (int participant = 0; capture < captures; participant++) {
                int site = random.nextInt(SITES);
                int age = 5 + random.nextInt(85);
                var sex = random.nextBoolean() ? "FEMALE" : "MALE";
                int lesions = 1 + random.nextInt(11);
                for (int lesion = 0; lesion < lesions && capture < captures; lesion++) {
                    var place = pick(PLACES, random) + "," + (random.nextBoolean() ? "LEFT" : "RIGHT");
                    var found = pick(DIAGNOSES, random) + "," + pick(CONFIRMATIONS, random);
                    int shots = CAPTURES_A_LESION[random.nextInt(CAPTURES_A_LESION.length)];
                    for (int shot = 0; shot < shots && capture < captures; shot++) {
                        capture++;
                        int day = shot * 180 + random.nextInt(30);
                        row(
                                out,
                                capture,
                                participant,
                                lesion,
                                site,
                                pick(MODALITIES, random),
                                day,
                                age + day / 365,
                                sex);
                        out.write("," + place + "," + found + "\n");
                    }
                }
            }
        }
        return file;
    }

    private static void row(
            BufferedWriter out,
            int capture,
            int participant,
            int lesion,
            int site,
            String modality,
            int day,
            int age,
            String sex)
            throws IOException {
        out.write("C" + capture + ",P" + participant + ",P" + participant + "-L" + lesion + ",S" + site + "," + modality
                + "," + day + "," + age + "," + sex);
    }

    private static String pick(String[] of, Random random) {
        return of[random.nextInt(of.length)];
    }
}

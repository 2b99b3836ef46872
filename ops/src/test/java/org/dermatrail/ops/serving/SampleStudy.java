package org.dermatrail.ops.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import org.dermatrail.domain.Outcome;
import org.dermatrail.domain.site.SiteCommand.OpenSite;
import org.dermatrail.domain.site.SiteId;
import org.dermatrail.domain.study.StudyCommand.OpenStudy;
import org.dermatrail.domain.study.StudyCommand.PublishProtocolVersion;
import org.dermatrail.ops.operations.Arguments;
import org.dermatrail.ops.operations.Operations;
import org.dermatrail.ops.operations.Progress;
import org.dermatrail.ops.registry.Registry;

/**
 * A small synthetic study: a table, its mapping and its pictures, as a centre would hand them in.
 *
 * <p>Law: the same bytes every time. It holds one of each thing a reader of a registry should meet: lesions seen by five modalities
 * over three years, a melanoma that grows until it is excised, a capture without a lesion, a contradiction between two
 * rows, and a row that cannot be used.
 */
public final class SampleStudy {

    /** Code of the study. */
    static final String CODE = "sample-study";

    /** Title of the study. */
    static final String TITLE = "Sample study (synthetic)";

    /** Its sites: code and name. */
    static final List<List<String>> SITES =
            List.of(List.of("NORTH", "North centre (synthetic)"), List.of("SOUTH", "South centre (synthetic)"));

    private static final long SEED = 20_261_120L;
    private static final int PARTICIPANTS = 40;
    private static final int[] VISIT_DAYS = {0, 180, 370, 735, 1100};
    private static final String[] PLACES = {"BACK", "CHEST", "ABDOMEN", "FACE", "UPPER_EXTREMITY", "LOWER_EXTREMITY"};

    private final Path folder;
    private final Random random = new Random(SEED);
    private final List<String> rows = new ArrayList<>();
    private int captures;

    private SampleStudy(Path folder) {
        this.folder = folder;
    }

    /**
     * What was written.
     *
     * @param table the table
     * @param mapping its mapping
     * @param pictures folder of its pictures
     */
    record Written(Path table, Path mapping, Path pictures) {}

    /** Opens the study and its sites, and imports it through the same door as any other. */
    public static void importInto(Registry registry) throws IOException {
        assertThat(registry.send(new OpenStudy(CODE, TITLE))).isInstanceOf(Outcome.class);
        assertThat(registry.send(new PublishProtocolVersion(CODE, "1.0"))).isInstanceOf(Outcome.class);
        for (var site : SITES) {
            assertThat(registry.send(new OpenSite(new SiteId(CODE, site.getFirst()), site.getLast())))
                    .isInstanceOf(Outcome.class);
        }
        var files = write(registry.folder().root().resolve("sample-study"));
        var result = Operations.named("import")
                .run(
                        registry,
                        new Arguments(Map.of(
                                "file", files.table().toString(),
                                "mapping", files.mapping().toString(),
                                "pictures", files.pictures().toString())),
                        Progress.SILENT);
        assertThat(result.json()).doesNotContainKey("error");
    }

    /** Writes the study into a folder. */
    static Written write(Path folder) throws IOException {
        return new SampleStudy(folder).write();
    }

    private Written write() throws IOException {
        var pictures = Files.createDirectories(folder.resolve("pictures"));
        rows.add("capture,participant,lesion,site,modality,day,age,sex,place,diagnosis,confirmation,contact");
        for (int participant = 1; participant <= PARTICIPANTS; participant++) {
            participant(participant);
        }
        rows.add("S-9001,P-03,,NORTH,photo,0,,,FACE,,,");
        rows.add("S-9002,P-05,P-05-a,SOUTH,dermoscopy,400,abc,FEMALE,BACK,,,CONTACT");
        var table = Files.writeString(folder.resolve("captures.csv"), String.join("\n", rows) + "\n");
        var mapping = folder.resolve("mapping.yaml");
        try (var resource = SampleStudy.class.getResourceAsStream("/sample-study/mapping.yaml")) {
            if (resource == null) {
                throw new IOException("the sample study's mapping is missing from the program");
            }
            Files.writeString(mapping, new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        }
        return new Written(table, mapping, pictures);
    }

    private void participant(int number) throws IOException {
        var name = "P-%02d".formatted(number);
        var sex = random.nextBoolean() ? "FEMALE" : "MALE";
        var site = number % 2 == 0 ? "SOUTH" : "NORTH";
        int age = 25 + random.nextInt(55);
        int lesions = 1 + random.nextInt(3);
        for (int lesion = 0; lesion < lesions; lesion++) {
            var place = PLACES[random.nextInt(PLACES.length)];
            var kind = number % 5 == 0 && lesion == 0 ? Kind.MELANOMA : Kind.benign(random);
            lesion(new Subject(name, sex, site, age), name + "-" + (char) ('a' + lesion), place, kind);
        }
    }

    private record Subject(String name, String sex, String site, int age) {}

    private enum Kind {
        NAEVUS("NV", "FOLLOW_UP", 4.0, 0.0),
        KERATOSIS("BKL", "CONSENSUS", 7.0, 0.0003),
        MELANOMA("MEL", "HISTOPATHOLOGY", 4.5, 0.004);

        final String code;
        final String confirmation;
        final double diameterMm;
        final double growthMmPerDay;

        Kind(String code, String confirmation, double diameterMm, double growthMmPerDay) {
            this.code = code;
            this.confirmation = confirmation;
            this.diameterMm = diameterMm;
            this.growthMmPerDay = growthMmPerDay;
        }

        static Kind benign(Random random) {
            return random.nextInt(3) == 0 ? KERATOSIS : NAEVUS;
        }
    }

    private void lesion(Subject subject, String lesion, String place, Kind kind) throws IOException {
        // A melanoma is excised after the third visit, so nobody photographs it later.
        int visits = kind == Kind.MELANOMA ? 3 : 1 + random.nextInt(VISIT_DAYS.length);
        for (int visit = 0; visit < visits; visit++) {
            int day = VISIT_DAYS[visit];
            capture(subject, lesion, place, kind, "photo", day, visit == 0);
            capture(subject, lesion, place, kind, "dermoscopy", day, false);
            if (kind == Kind.MELANOMA && visit == 2) {
                capture(subject, lesion, place, kind, "confocal", day, false);
                capture(subject, lesion, place, kind, "ultrasound", day, false);
                capture(subject, lesion, place, kind, "oct", day, false);
            }
        }
    }

    private void capture(
            Subject subject, String lesion, String place, Kind kind, String device, int day, boolean diagnosed)
            throws IOException {
        captures++;
        var id = "S-%04d".formatted(captures);
        // Two rows of one participant disagree on purpose: a person is asked, nobody guesses.
        var sex = lesion.equals("P-07-a") && day == 180
                ? "MALE".equals(subject.sex()) ? "FEMALE" : "MALE"
                : subject.sex();
        var row = new StringJoiner(",");
        row.add(id)
                .add(subject.name())
                .add(lesion)
                .add(subject.site())
                .add(device)
                .add(Integer.toString(day));
        row.add(Integer.toString(subject.age() + day / 365)).add(sex).add(place);
        row.add(diagnosed ? kind.code : "").add(diagnosed ? kind.confirmation : "");
        row.add("dermoscopy".equals(device) ? "CONTACT" : "");
        rows.add(row.toString());
        double diameterMm = kind.diameterMm + kind.growthMmPerDay * day;
        var picture = SamplePicture.draw(device, diameterMm, kind == Kind.MELANOMA, new Random(SEED + captures));
        Files.write(folder.resolve("pictures").resolve(id + ".jpg"), picture);
    }
}

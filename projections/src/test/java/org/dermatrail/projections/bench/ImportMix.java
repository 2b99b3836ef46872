package org.dermatrail.projections.bench;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.domain.capture.CaptureEvent;
import org.dermatrail.domain.capture.CaptureFacts;
import org.dermatrail.domain.image.Image;
import org.dermatrail.domain.lesion.LesionEvent;
import org.dermatrail.domain.participant.ParticipantEvent;
import org.dermatrail.domain.site.SiteEvent;
import org.dermatrail.domain.study.StudyEvent;

/** The events of an import of captures such as HAM10000's: a surrogate and a lesion for every 1.34 captures. */
final class ImportMix {

    private static final String STUDY = "bench";
    private static final List<String> SITES = List.of("bench/a", "bench/b", "bench/c", "bench/d", "bench/e", "bench/f");
    private static final List<String> PLACES = List.of(
            "BACK", "FACE", "CHEST", "ABDOMEN", "SCALP", "HAND", "FOOT", "UPPER_EXTREMITY", "LOWER_EXTREMITY", "NECK");
    private static final List<String> CODES = List.of("NV", "MEL", "BCC", "BKL", "AK", "SCC", "VASC", "DF");
    private static final List<String> KNOWN = List.of("HISTOPATHOLOGY", "FOLLOW_UP", "CONSENSUS", "CONFOCAL");

    private final Random random = new Random(42);
    private long time = 1_700_000_000_000L;

    /** Hands out the events of so many captures. */
    void captures(int howMany, Consumer<RegistryEvent> events) {
        events.accept(new StudyEvent.StudyOpened(STUDY, "Bench"));
        SITES.forEach(site -> events.accept(new SiteEvent.SiteOpened(site, STUDY, site.substring(6), site)));
        int made = 0;
        while (made < howMany) {
            var participant = new UUID(random.nextLong(), random.nextLong()).toString();
            var site = one(SITES);
            var sex = random.nextBoolean() ? "FEMALE" : "MALE";
            events.accept(
                    new ParticipantEvent.ParticipantEnrolled(participant, STUDY, site, "SURROGATE_PER_LESION", sex));
            events.accept(new ParticipantEvent.ConsentGiven(participant, "PUBLISHED_DATA_SET", "CC-BY-NC-4.0"));
            var lesion = id();
            var place = one(PLACES);
            events.accept(new LesionEvent.LesionIdentified(participant, lesion, "FOCAL", place, null));
            events.accept(new LesionEvent.DiagnosisRecorded(
                    participant, id(), lesion, null, skewed(CODES), skewed(KNOWN), null, null));
            int captures = random.nextInt(100) < 75 ? 1 : 2 + random.nextInt(2);
            for (int i = 0; i < captures && made < howMany; i++, made++) {
                capture(participant, lesion, site, sex, place, events);
            }
        }
    }

    private void capture(
            String participant, String lesion, String site, String sex, String place, Consumer<RegistryEvent> events) {
        var capture = id();
        var facts = new CaptureFacts(
                site, "DMS", null, null, (Integer) (5 * random.nextInt(18)), sex, place, null, List.of());
        var digest = String.format(
                "%016x%016x%016x%016x", random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
        var image = new Image(Image.PRIMARY, digest, "image/jpeg", 600, 450, 270_000);
        events.accept(new CaptureEvent.CaptureRecorded(capture, participant, STUDY, facts, List.of(image)));
        events.accept(new CaptureEvent.CaptureLinked(capture, participant, lesion, "STATED_BY_SOURCE"));
    }

    private String id() {
        time++;
        long most = (time << 16) | 0x7000L | (random.nextLong() & 0xfff);
        return new UUID(most, (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L).toString();
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private <T> T skewed(List<T> of) {
        return of.get(Math.min(of.size() - 1, (int) Math.abs(random.nextGaussian() * of.size() / 3)));
    }
}

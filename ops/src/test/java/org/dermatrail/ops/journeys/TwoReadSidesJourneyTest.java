package org.dermatrail.ops.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dermatrail.domain.EventCatalogue;
import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.ops.events.EventSerializer;
import org.dermatrail.ops.events.Upcasters;
import org.dermatrail.ops.eventstore.sqlite.SqliteEventStorageEngine;
import org.dermatrail.ops.eventstore.sqlite.SqliteEventStoreSettings;
import org.dermatrail.ops.registry.DataFolder;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CohortIndex;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.cohort.Level;
import org.dermatrail.projections.cohort.RandomQuestions;
import org.dermatrail.projections.elastic.ElasticCohortIndex;
import org.dermatrail.projections.elastic.ElasticEntryStore;
import org.dermatrail.projections.elastic.ElasticServer;
import org.dermatrail.projections.elastic.ElasticSettings;
import org.dermatrail.projections.elastic.ElasticSettings.Patience;
import org.dermatrail.projections.elastic.SameAnswers;
import org.dermatrail.projections.feed.ReadSide;
import org.dermatrail.projections.lucene.LuceneCohortIndex;
import org.dermatrail.projections.sqlite.SqliteEntryStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One meaning, two read sides: both follow the log of the same study, and every question is answered alike. */
class TwoReadSidesJourneyTest {

    private static final long SEED = 34;
    private static final int PARTICIPANTS = 300;
    private static final int QUESTIONS = 2000;
    private static final int BATCH = 1000;

    /** Long enough for a machine that does much else. */
    private static final Patience PATIENT =
            new Patience(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofMinutes(10));

    @TempDir
    private Path folder = Path.of("");

    private record Followed(long order, RegistryEvent event) {}

    @Test
    void two_thousand_questions_about_a_synthetic_study_have_one_answer_each() {
        // Given
        var data = folder.resolve("data");
        try (var clinic = Clinic.in(data)) {
            assertThat(SyntheticFolder.make(folder.resolve("study"), SEED, PARTICIPANTS, false)
                            .into(clinic)
                            .path("recorded")
                            .asLong())
                    .isGreaterThan(PARTICIPANTS);
        }
        var log = log(new DataFolder(data));
        var settings = ElasticSettings.of(
                        List.of(ElasticServer.shared().address()), "two-read-sides", new ElasticSettings.Anonymous())
                .with(PATIENT);
        try (var sqlite = SqliteEntryStore.open(folder.resolve("read.db"));
                var lucene = LuceneCohortIndex.open(folder.resolve("cohorts"));
                var entries = ElasticEntryStore.open(settings);
                var elastic = ElasticCohortIndex.open(settings)) {
            follow(new ReadSide(sqlite, lucene), log);
            follow(new ReadSide(entries, elastic), log);

            // When
            int ofSomebody = new SameAnswers(lucene, elastic).toEach(questions(lucene)::question, QUESTIONS);

            // Then
            assertThat(ofSomebody).isGreaterThan(QUESTIONS / 4);
        }
    }

    private static List<Followed> log(DataFolder data) {
        var followed = new ArrayList<Followed>();
        try (var store = SqliteEventStorageEngine.open(
                        SqliteEventStoreSettings.at(data.events()),
                        new EventSerializer(new EventCatalogue()),
                        Upcasters.chain());
                var events = store.readEvents(null, false)) {
            events.forEach(message -> {
                if (message.getPayload() instanceof RegistryEvent event) {
                    followed.add(new Followed(message.trackingToken().position().orElseThrow(), event));
                }
            });
        }
        return followed;
    }

    private static void follow(ReadSide readSide, List<Followed> log) {
        for (int from = 0; from < log.size(); from += BATCH) {
            var batch = log.subList(from, Math.min(log.size(), from + BATCH));
            readSide.begin(() -> batch.stream().map(Followed::event).toList());
            batch.forEach(each -> readSide.apply(each.event(), each.order()));
            readSide.flush();
            readSide.end();
        }
        readSide.commit();
    }

    /** Questions about the words that occur in the study, and about words that do not. */
    private static RandomQuestions questions(CohortIndex index) {
        Map<CohortField, List<String>> words = new EnumMap<>(CohortField.class);
        for (var field : CohortField.values()) {
            if (field.kind() == CohortField.Kind.KEYWORD) {
                var found = new ArrayList<>(List.of("NEVER_HEARD_OF"));
                for (var level : Level.values()) {
                    found.addAll(words(index, field, level));
                }
                words.put(field, List.copyOf(found));
            }
        }
        var sites = words.getOrDefault(CohortField.SITE, List.of());
        return new RandomQuestions(
                new Random(SEED),
                field -> words.getOrDefault(field, List.of()),
                new RandomQuestions.Span(-30, 400),
                words(index, CohortField.STUDY, Level.PARTICIPANT),
                sites.subList(0, sites.size() / 2 + 1));
    }

    private static List<String> words(CohortIndex index, CohortField field, Level level) {
        var question = new CohortQuestion(
                AccessFilter.everything(), Criteria.everything(), List.of(new Facet(field, level, 0, 1000)));
        return index.count(question).facets().getFirst().buckets().stream()
                .map(CohortCounts.Bucket::value)
                .toList();
    }
}

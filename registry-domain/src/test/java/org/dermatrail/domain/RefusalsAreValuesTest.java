package org.dermatrail.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dermatrail.domain.Samples.ELSEWHERE;
import static org.dermatrail.domain.Samples.VIENNA;
import static org.dermatrail.domain.Samples.capture;
import static org.dermatrail.domain.Samples.diagnose;
import static org.dermatrail.domain.Samples.dispute;
import static org.dermatrail.domain.Samples.enrol;
import static org.dermatrail.domain.Samples.facts;
import static org.dermatrail.domain.Samples.identify;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.dermatrail.domain.capture.CaptureCommand.CorrectCapture;
import org.dermatrail.domain.capture.CaptureCommand.LinkCapture;
import org.dermatrail.domain.capture.CaptureCommand.RecordCapture;
import org.dermatrail.domain.capture.CaptureCommand.RelinkCapture;
import org.dermatrail.domain.capture.CaptureCommand.UnlinkCapture;
import org.dermatrail.domain.capture.CaptureRule;
import org.dermatrail.domain.capture.LinkBasis;
import org.dermatrail.domain.datacut.DataCutRule;
import org.dermatrail.domain.datacut.PublishDataCut;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.dermatrail.domain.diagnosis.DiagnosisConfirmation;
import org.dermatrail.domain.discrepancy.DiscrepancyCommand.ResolveDiscrepancy;
import org.dermatrail.domain.discrepancy.DiscrepancyRule;
import org.dermatrail.domain.lesion.LesionCommand.DescribeLesion;
import org.dermatrail.domain.lesion.LesionCommand.MergeLesions;
import org.dermatrail.domain.lesion.LesionCommand.RecordDiagnosis;
import org.dermatrail.domain.lesion.LesionCommand.RecordProcedure;
import org.dermatrail.domain.lesion.LesionCommand.SplitLesion;
import org.dermatrail.domain.lesion.LesionRule;
import org.dermatrail.domain.lesion.MergeReason;
import org.dermatrail.domain.lesion.ProcedureKind;
import org.dermatrail.domain.participant.ConsentBasis;
import org.dermatrail.domain.participant.Identification;
import org.dermatrail.domain.participant.ParticipantCommand.ChangeParticipantStatus;
import org.dermatrail.domain.participant.ParticipantCommand.Consent;
import org.dermatrail.domain.participant.ParticipantCommand.EnrolParticipant;
import org.dermatrail.domain.participant.ParticipantCommand.GiveConsent;
import org.dermatrail.domain.participant.ParticipantCommand.WithdrawConsent;
import org.dermatrail.domain.participant.ParticipantRule;
import org.dermatrail.domain.participant.ParticipantStatus;
import org.dermatrail.domain.participant.StatusReason;
import org.dermatrail.domain.site.SiteCommand.OpenSite;
import org.dermatrail.domain.site.SiteId;
import org.dermatrail.domain.site.SiteRule;
import org.dermatrail.domain.study.StudyCommand.CloseStudy;
import org.dermatrail.domain.study.StudyCommand.OpenStudy;
import org.dermatrail.domain.study.StudyCommand.PublishProtocolVersion;
import org.dermatrail.domain.study.StudyRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal there is, on a real command bus and event store. */
class RefusalsAreValuesTest {

    /** A rule, what was accepted before, and the command that breaks the rule. */
    record Breach(Enum<?> rule, List<Object> before, Object command) {

        static Breach of(Enum<?> rule, Object command, Object... before) {
            return new Breach(rule, List.of(before), command);
        }

        @Override
        public String toString() {
            return rule + " by " + command.getClass().getSimpleName() + " after " + before.size();
        }
    }

    private static final LinkBasis PERSON = LinkBasis.DECIDED_BY_PERSON;
    private static final Object OPENED = new OpenStudy("naevus-2026", "Naevi");
    private static final Object LESION = identify("p1", "l1");
    private static final Object OTHER_LESION = identify("p1", "l2");
    private static final Object MERGED = new MergeLesions("p1", "l1", "l2", MergeReason.ENTERED_TWICE);

    static Stream<Breach> breaches() {
        return Stream.of(ofStudies(), ofParticipants(), ofLesions(), ofDiagnoses(), ofCaptures(), ofTheRest())
                .flatMap(breaches -> breaches);
    }

    private static Stream<Breach> ofStudies() {
        return Stream.of(
                Breach.of(StudyRule.STUDY_ALREADY_OPEN, OPENED, OPENED),
                Breach.of(StudyRule.STUDY_CODE_MALFORMED, new OpenStudy("Naevus 2026", "Naevi")),
                Breach.of(StudyRule.STUDY_TITLE_MALFORMED, new OpenStudy("naevus-2026", " ")),
                Breach.of(StudyRule.STUDY_TITLE_MALFORMED, new OpenStudy("naevus-2026", "x".repeat(201))),
                Breach.of(
                        StudyRule.PROTOCOL_VERSION_ALREADY_PUBLISHED,
                        new PublishProtocolVersion("naevus-2026", "2.1"),
                        OPENED,
                        new PublishProtocolVersion("naevus-2026", "2.1")),
                Breach.of(StudyRule.PROTOCOL_VERSION_MALFORMED, new PublishProtocolVersion("naevus-2026", ""), OPENED),
                Breach.of(
                        StudyRule.STUDY_CLOSED,
                        new PublishProtocolVersion("naevus-2026", "2.1"),
                        OPENED,
                        new CloseStudy("naevus-2026")),
                Breach.of(SiteRule.SITE_ALREADY_OPEN, new OpenSite(VIENNA, "V"), new OpenSite(VIENNA, "Vienna")),
                Breach.of(SiteRule.SITE_CODE_MALFORMED, new OpenSite(new SiteId("naevus-2026", "a/b"), "Vienna")),
                Breach.of(SiteRule.SITE_NAME_MALFORMED, new OpenSite(VIENNA, "")));
    }

    private static Stream<Breach> ofParticipants() {
        var nameless = new Consent(ConsentBasis.SIGNED_FORM, " ");
        return Stream.of(
                Breach.of(ParticipantRule.CONSENT_NOT_GIVEN, new WithdrawConsent("p1"), enrol("p1")),
                Breach.of(
                        ParticipantRule.PARTICIPANT_OFF_STUDY,
                        new ChangeParticipantStatus("p1", ParticipantStatus.ON_STUDY, StatusReason.PROTOCOL),
                        enrol("p1"),
                        new ChangeParticipantStatus(
                                "p1", ParticipantStatus.WITHDRAWN, StatusReason.PARTICIPANT_DECISION)),
                Breach.of(
                        ParticipantRule.CONSENT_FORM_VERSION_MALFORMED,
                        new EnrolParticipant("p1", VIENNA, Identification.GIVEN, null, nameless)),
                Breach.of(
                        ParticipantRule.CONSENT_FORM_VERSION_MALFORMED, new GiveConsent("p1", nameless), enrol("p1")));
    }

    private static Stream<Breach> ofLesions() {
        return Stream.of(
                Breach.of(LesionRule.LESION_ALREADY_IDENTIFIED, LESION, LESION),
                Breach.of(
                        LesionRule.LESION_ALREADY_IDENTIFIED,
                        new SplitLesion("p1", "l1", "l2", MergeReason.MISTAKEN_FOR_ONE),
                        LESION,
                        OTHER_LESION),
                Breach.of(LesionRule.LESION_NOT_KNOWN, new DescribeLesion("p1", "l9", null, null), LESION),
                Breach.of(
                        LesionRule.LESION_NOT_KNOWN,
                        new MergeLesions("p1", "l1", "l9", MergeReason.ENTERED_TWICE),
                        LESION),
                Breach.of(
                        LesionRule.LESION_NOT_KNOWN,
                        new SplitLesion("p1", "l9", "l8", MergeReason.FRAGMENTATION),
                        LESION),
                Breach.of(
                        LesionRule.LESION_NOT_KNOWN,
                        new RecordProcedure("p1", "x1", "l9", ProcedureKind.BIOPSY, 14),
                        LESION),
                Breach.of(
                        LesionRule.LESION_MERGE_CYCLIC,
                        new MergeLesions("p1", "l2", "l1", MergeReason.CONFLUENCE),
                        LESION,
                        OTHER_LESION,
                        MERGED),
                Breach.of(
                        LesionRule.LESION_MERGE_CYCLIC,
                        new MergeLesions("p1", "l1", "l1", MergeReason.CONFLUENCE),
                        LESION),
                Breach.of(LesionRule.LESION_MERGED_AWAY, MERGED, LESION, OTHER_LESION, MERGED),
                Breach.of(
                        LesionRule.LESION_MERGED_AWAY,
                        new SplitLesion("p1", "l1", "l3", MergeReason.FRAGMENTATION),
                        LESION,
                        OTHER_LESION,
                        MERGED),
                Breach.of(
                        LesionRule.LESION_MERGED_AWAY,
                        new DescribeLesion("p1", "l1", null, null),
                        LESION,
                        OTHER_LESION,
                        MERGED),
                Breach.of(
                        LesionRule.LESION_MERGED_AWAY,
                        new RecordProcedure("p1", "x1", "l1", ProcedureKind.BIOPSY, 14),
                        LESION,
                        OTHER_LESION,
                        MERGED),
                Breach.of(
                        LesionRule.PROCEDURE_ALREADY_RECORDED,
                        new RecordProcedure("p1", "x1", "l1", ProcedureKind.EXCISION, 14),
                        LESION,
                        new RecordProcedure("p1", "x1", "l1", ProcedureKind.BIOPSY, 14)));
    }

    private static Stream<Breach> ofDiagnoses() {
        var first = diagnose("p1", "d1", "l1", null);
        return Stream.of(
                Breach.of(
                        LesionRule.DIAGNOSIS_OF_NOTHING,
                        new RecordDiagnosis(
                                "p1", "d1", null, null, DiagnosisCode.MEL, DiagnosisConfirmation.CLINICAL, null, null)),
                Breach.of(LesionRule.LESION_NOT_KNOWN, first),
                Breach.of(LesionRule.LESION_MERGED_AWAY, first, LESION, OTHER_LESION, MERGED),
                Breach.of(LesionRule.DIAGNOSIS_ALREADY_RECORDED, first, LESION, first),
                Breach.of(LesionRule.DIAGNOSIS_ALREADY_RECORDED, first, LESION, OTHER_LESION, first, MERGED),
                Breach.of(LesionRule.DIAGNOSIS_NOT_KNOWN, diagnose("p1", "d2", "l1", "d9"), LESION, first),
                Breach.of(
                        LesionRule.DIAGNOSIS_ALREADY_SUPERSEDED,
                        diagnose("p1", "d3", "l1", "d1"),
                        LESION,
                        first,
                        diagnose("p1", "d2", "l1", "d1")),
                Breach.of(
                        LesionRule.DIAGNOSIS_OF_ANOTHER_LESION,
                        diagnose("p1", "d2", "l2", "d1"),
                        LESION,
                        OTHER_LESION,
                        first),
                Breach.of(LesionRule.DIAGNOSIS_OF_ANOTHER_LESION, diagnose("p1", "d2", null, "d1"), LESION, first));
    }

    private static Stream<Breach> ofCaptures() {
        var misplaced = new RecordCapture("c1", "p1", "naevus-2026", facts(ELSEWHERE, 55), List.of(), List.of());
        var ofAnother = identify("p2", "l9");
        return Stream.of(
                Breach.of(CaptureRule.LESION_OF_ANOTHER_PARTICIPANT, capture("c1", "p1", "l1")),
                Breach.of(CaptureRule.LESION_OF_ANOTHER_PARTICIPANT, capture("c1", "p1", "l9"), LESION, ofAnother),
                Breach.of(
                        CaptureRule.LESION_OF_ANOTHER_PARTICIPANT,
                        new LinkCapture("c1", "l9", PERSON),
                        LESION,
                        ofAnother,
                        capture("c1", "p1", "l1")),
                Breach.of(
                        CaptureRule.LESION_OF_ANOTHER_PARTICIPANT,
                        new RelinkCapture("c1", List.of("l1", "l9"), PERSON),
                        LESION,
                        ofAnother,
                        capture("c1", "p1")),
                Breach.of(
                        CaptureRule.CAPTURE_NOT_LINKED,
                        new UnlinkCapture("c1", "l1", PERSON),
                        LESION,
                        capture("c1", "p1")),
                Breach.of(CaptureRule.SITE_OF_ANOTHER_STUDY, misplaced),
                Breach.of(
                        CaptureRule.SITE_OF_ANOTHER_STUDY,
                        new CorrectCapture("c1", facts(ELSEWHERE, 55), null),
                        capture("c1", "p1")));
    }

    private static Stream<Breach> ofTheRest() {
        var settled = new ResolveDiscrepancy("q1", "MALE");
        return Stream.of(
                Breach.of(DiscrepancyRule.NOTHING_CONTRADICTS, dispute("q1", "MALE", "MALE")),
                Breach.of(
                        DiscrepancyRule.VALUE_NOT_STATED,
                        new ResolveDiscrepancy("q1", "OTHER"),
                        dispute("q1", "MALE", "FEMALE")),
                Breach.of(
                        DiscrepancyRule.DISCREPANCY_ALREADY_RESOLVED,
                        settled,
                        dispute("q1", "MALE", "FEMALE"),
                        settled),
                Breach.of(
                        DataCutRule.DATA_CUT_ALREADY_PUBLISHED,
                        new PublishDataCut("2026.1"),
                        new PublishDataCut("2026.1")),
                Breach.of(DataCutRule.DATA_CUT_NAME_MALFORMED, new PublishDataCut("live")),
                Breach.of(DataCutRule.DATA_CUT_NAME_MALFORMED, new PublishDataCut("The first")));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void a_broken_rule_is_returned_with_its_code_and_leaves_no_event_behind(Breach breach) {
        // Given
        var registry = InMemoryRegistry.replaying();
        breach.before().forEach(registry::accepting);
        var before = registry.events();

        // When
        var outcome = registry.send(breach.command());

        // Then
        assertThat(outcome).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(breach.rule().name());
            assertThat(refusal.sentence()).endsWith(".").doesNotContain("%");
        });
        assertThat(registry.events()).isEqualTo(before);
    }

    @Test
    void a_stream_can_be_begun_after_its_first_command_was_refused() {
        // Given
        var registry = InMemoryRegistry.replaying();
        assertThat(registry.send(new OpenStudy("naevus-2026", "")).accepted()).isFalse();
        assertThat(registry.send(diagnose("p1", "d1", "l1", null)).accepted()).isFalse();
        assertThat(registry.send(capture("c1", "p1", "l1")).accepted()).isFalse();

        // When
        registry.accepting(OPENED).accepting(LESION).accepting(capture("c1", "p1", "l1"));

        // Then
        assertThat(registry.events()).hasSize(4);
    }

    @Test
    void what_is_only_ever_created_meets_an_existing_stream_as_a_conflict() {
        // Given
        var registry = InMemoryRegistry.replaying().accepting(enrol("p1")).accepting(capture("c1", "p1"));
        var before = registry.events();

        // When / Then
        assertThatThrownBy(() -> registry.send(enrol("p1"))).isInstanceOf(AggregateStreamCreationException.class);
        assertThatThrownBy(() -> registry.send(capture("c1", "p1")))
                .isInstanceOf(AggregateStreamCreationException.class);
        assertThat(registry.events()).isEqualTo(before);
    }

    @Test
    void a_command_to_a_stream_that_never_began_is_not_found() {
        var registry = InMemoryRegistry.replaying();

        assertThatThrownBy(() -> registry.send(new CloseStudy("naevus-2026")))
                .isInstanceOf(AggregateNotFoundException.class);
        assertThat(registry.events()).isEmpty();
    }

    @Test
    void every_rule_of_the_house_is_broken_by_some_command_here() throws IOException, URISyntaxException {
        // Given
        var rules = ruleTypes().flatMap(type -> Arrays.stream(type.getEnumConstants()));

        // When
        var broken = breaches().map(Breach::rule);

        // Then
        assertThat(broken.distinct()).containsExactlyInAnyOrderElementsOf(rules.toList());
    }

    /** Every enumeration whose name ends in Rule, read off the compiled classes so that none can be forgotten. */
    private static Stream<Class<? extends Enum<?>>> ruleTypes() throws IOException, URISyntaxException {
        var root = Path.of(Refusal.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (var files = Files.walk(root)) {
            return files
                    .map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith("Rule.class"))
                    .map(file -> file.replace('/', '.').replace(".class", ""))
                    .<Class<? extends Enum<?>>>map(RefusalsAreValuesTest::enumOf)
                    .toList()
                    .stream();
        }
    }

    @SuppressWarnings("unchecked") // Every rule type is an enumeration; a class that is none fails the test below.
    private static Class<? extends Enum<?>> enumOf(String name) {
        try {
            return (Class<? extends Enum<?>>) Class.forName(name);
        } catch (ClassNotFoundException vanished) {
            throw new AssertionError(vanished);
        }
    }
}

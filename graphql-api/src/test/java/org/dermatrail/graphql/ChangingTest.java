package org.dermatrail.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dermatrail.domain.Refusal;
import org.dermatrail.domain.anatomy.AnatomicSite;
import org.dermatrail.domain.anatomy.Laterality;
import org.dermatrail.domain.capture.AcquisitionParameter;
import org.dermatrail.domain.capture.CaptureCommand.CorrectCapture;
import org.dermatrail.domain.capture.CaptureCommand.LinkCapture;
import org.dermatrail.domain.capture.CaptureCommand.RecordCapture;
import org.dermatrail.domain.capture.CaptureCommand.ReleaseCapture;
import org.dermatrail.domain.capture.CaptureCommand.RelinkCapture;
import org.dermatrail.domain.capture.CaptureCommand.UnlinkCapture;
import org.dermatrail.domain.capture.CaptureCommand.WithholdCapture;
import org.dermatrail.domain.capture.LinkBasis;
import org.dermatrail.domain.capture.Modality;
import org.dermatrail.domain.capture.StatedFacts;
import org.dermatrail.domain.capture.WithholdingReason;
import org.dermatrail.domain.datacut.PublishDataCut;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.dermatrail.domain.diagnosis.DiagnosisConfirmation;
import org.dermatrail.domain.lesion.Extent;
import org.dermatrail.domain.lesion.LesionCommand.DescribeLesion;
import org.dermatrail.domain.lesion.LesionCommand.IdentifyLesion;
import org.dermatrail.domain.lesion.LesionCommand.MergeLesions;
import org.dermatrail.domain.lesion.LesionCommand.RecordDiagnosis;
import org.dermatrail.domain.lesion.LesionCommand.RecordProcedure;
import org.dermatrail.domain.lesion.LesionCommand.SplitLesion;
import org.dermatrail.domain.lesion.MergeReason;
import org.dermatrail.domain.lesion.ProcedureKind;
import org.dermatrail.domain.participant.ConsentBasis;
import org.dermatrail.domain.participant.ParticipantCommand.ChangeParticipantStatus;
import org.dermatrail.domain.participant.ParticipantCommand.Consent;
import org.dermatrail.domain.participant.ParticipantCommand.DescribeParticipant;
import org.dermatrail.domain.participant.ParticipantCommand.GiveConsent;
import org.dermatrail.domain.participant.ParticipantCommand.WithdrawConsent;
import org.dermatrail.domain.participant.ParticipantStatus;
import org.dermatrail.domain.participant.Sex;
import org.dermatrail.domain.participant.StatusReason;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms.Kind;
import org.dermatrail.domain.site.SiteCommand.CloseSite;
import org.dermatrail.domain.site.SiteCommand.OpenSite;
import org.dermatrail.domain.site.SiteId;
import org.dermatrail.domain.study.StudyCommand.CloseStudy;
import org.dermatrail.domain.study.StudyCommand.OpenStudy;
import org.dermatrail.domain.study.StudyCommand.PublishProtocolVersion;
import org.dermatrail.projections.record.RegistryRecords.SiteRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangingTest {

    private final Clinic clinic = new Clinic();

    @AfterEach
    void close() {
        clinic.close();
    }

    private String participant() {
        return "participant: " + clinic.id(Clinic.COORDINATOR, Kind.PARTICIPANT, clinic.alice);
    }

    private String lesion() {
        return "lesion: " + clinic.id(Clinic.COORDINATOR, Kind.LESION, clinic.lesion);
    }

    private String capture() {
        return "capture: " + clinic.id(Clinic.COORDINATOR, Kind.CAPTURE, clinic.capture);
    }

    @Test
    void studies_sites_and_cuts_are_the_keepers() {
        assertThat(clinic.commandOf(Clinic.KEEPER, "openStudy(code: \"a-1\", title: \"A\") { code }"))
                .isEqualTo(new OpenStudy("a-1", "A"));
        assertThat(clinic.commandOf(
                        Clinic.KEEPER, "publishProtocolVersion(study: \"naevus-2026\", version: \"2\") { code }"))
                .isEqualTo(new PublishProtocolVersion(Clinic.STUDY, "2"));
        assertThat(clinic.commandOf(Clinic.KEEPER, "closeStudy(study: \"naevus-2026\") { code closed }"))
                .isEqualTo(new CloseStudy(Clinic.STUDY));
        assertThat(clinic.commandOf(
                        Clinic.KEEPER, "openSite(study: \"naevus-2026\", code: \"linz\", name: \"Linz\") { id }"))
                .isEqualTo(new OpenSite(new SiteId(Clinic.STUDY, "linz"), "Linz"));
        assertThat(clinic.commandOf(Clinic.KEEPER, "closeSite(site: \"naevus-2026/graz\") { id }"))
                .isEqualTo(new CloseSite(new SiteId(Clinic.STUDY, "graz")));
        assertThat(clinic.commandOf(Clinic.KEEPER, "publishDataCut(cut: \"autumn\") { id }"))
                .isEqualTo(new PublishDataCut("autumn"));
    }

    @Test
    void participants_are_changed_under_the_registrys_own_key() {
        var caller = Clinic.COORDINATOR;
        assertThat(clinic.commandOf(caller, "describeParticipant(" + participant() + ", sex: MALE) { id }"))
                .isEqualTo(new DescribeParticipant(clinic.alice, Sex.MALE));
        assertThat(clinic.commandOf(
                        caller,
                        "changeParticipantStatus(" + participant()
                                + ", status: COMPLETED, reason: PROTOCOL) { status }"))
                .isEqualTo(
                        new ChangeParticipantStatus(clinic.alice, ParticipantStatus.COMPLETED, StatusReason.PROTOCOL));
        assertThat(clinic.commandOf(
                        caller, "giveConsent(" + participant() + ", basis: SIGNED_FORM, formVersion: \"3\") { id }"))
                .isEqualTo(new GiveConsent(clinic.alice, new Consent(ConsentBasis.SIGNED_FORM, "3")));
        assertThat(clinic.commandOf(caller, "withdrawConsent(" + participant() + ") { consented }"))
                .isEqualTo(new WithdrawConsent(clinic.alice));
    }

    @Test
    void lesions_are_identified_described_merged_and_split() {
        var caller = Clinic.COORDINATOR;
        var other = clinic.registry.addLesion(clinic.alice, "NV");

        var identified = (IdentifyLesion) clinic.commandOf(
                caller, "identifyLesion(" + participant() + ", extent: REGIONAL, anatomicSite: FACE) { id }");
        assertThat(identified.participantKey()).isEqualTo(clinic.alice);
        assertThat(identified.extent()).isEqualTo(Extent.REGIONAL);
        assertThat(identified.anatomicSite()).isEqualTo(AnatomicSite.FACE);
        assertThat(clinic.commandOf(caller, "describeLesion(" + lesion() + ", laterality: RIGHT) { id }"))
                .isEqualTo(new DescribeLesion(clinic.alice, clinic.lesion, null, Laterality.RIGHT));
        assertThat(clinic.commandOf(
                        caller,
                        "mergeLesions(" + lesion() + ", into: " + clinic.id(caller, Kind.LESION, other)
                                + ", reason: ENTERED_TWICE) { id }"))
                .isEqualTo(new MergeLesions(clinic.alice, clinic.lesion, other, MergeReason.ENTERED_TWICE));
        var split =
                (SplitLesion) clinic.commandOf(caller, "splitLesion(" + lesion() + ", reason: FRAGMENTATION) { id }");
        assertThat(split.lesionId()).isEqualTo(clinic.lesion);
        assertThat(split.newLesionId()).isNotEqualTo(clinic.lesion);
    }

    @Test
    void diagnoses_and_procedures_name_what_they_are_about() {
        var caller = Clinic.COORDINATOR;
        var earlier = MemoryRegistry.id();
        var diagnosis = (RecordDiagnosis) clinic.commandOf(
                caller,
                "recordDiagnosis(" + lesion() + ", " + capture() + ", code: MEL, confirmation: HISTOPATHOLOGY, day: 4,"
                        + " supersedes: " + clinic.id(caller, Kind.LESION, earlier)
                        + ") { diagnosisId lesion { id } capture { id } }");
        assertThat(diagnosis)
                .isEqualTo(new RecordDiagnosis(
                        clinic.alice,
                        diagnosis.diagnosisId(),
                        clinic.lesion,
                        clinic.capture,
                        DiagnosisCode.MEL,
                        DiagnosisConfirmation.HISTOPATHOLOGY,
                        4,
                        earlier));
        var procedure = (RecordProcedure) clinic.commandOf(
                caller, "recordProcedure(" + lesion() + ", kind: BIOPSY) { procedureId lesion { id } }");
        assertThat(procedure)
                .isEqualTo(new RecordProcedure(
                        clinic.alice, procedure.procedureId(), clinic.lesion, ProcedureKind.BIOPSY, null));
    }

    @Test
    void captures_are_linked_corrected_withheld_and_released() {
        var caller = Clinic.COORDINATOR;
        var person = LinkBasis.DECIDED_BY_PERSON;
        assertThat(clinic.commandOf(caller, "linkCapture(" + capture() + ", " + lesion() + ") { id }"))
                .isEqualTo(new LinkCapture(clinic.capture, clinic.lesion, person));
        assertThat(clinic.commandOf(caller, "unlinkCapture(" + capture() + ", " + lesion() + ") { id }"))
                .isEqualTo(new UnlinkCapture(clinic.capture, clinic.lesion, person));
        assertThat(clinic.commandOf(
                        caller,
                        "relinkCapture(" + capture() + ", lesions: [" + clinic.id(caller, Kind.LESION, clinic.lesion)
                                + "]) { id }"))
                .isEqualTo(new RelinkCapture(clinic.capture, List.of(clinic.lesion), person));
        assertThat(clinic.commandOf(caller, "withholdCapture(" + capture() + ", reason: IDENTITY_AT_RISK) { id }"))
                .isEqualTo(new WithholdCapture(clinic.capture, WithholdingReason.IDENTITY_AT_RISK));
        assertThat(clinic.commandOf(caller, "releaseCapture(" + capture() + ") { id }"))
                .isEqualTo(new ReleaseCapture(clinic.capture));
        assertThat(
                        clinic.commandOf(
                                caller,
                                "correctCapture(" + capture()
                                        + ", facts: {site: \"naevus-2026/vienna\", modality: \"OCT\","
                                        + " day: -3, ageYears: 62, sex: FEMALE, parameters: [{name: \"a\", value: \"b\"}]}) { id }"))
                .isEqualTo(new CorrectCapture(
                        clinic.capture,
                        new StatedFacts(
                                new SiteId(Clinic.STUDY, "vienna"),
                                Modality.OCT,
                                null,
                                -3,
                                62,
                                Sex.FEMALE,
                                null,
                                null,
                                List.of(new AcquisitionParameter("a", "b", null))),
                        null));
    }

    @Test
    void a_capture_without_pictures_is_recorded_of_a_participant_known_already() {
        var caller = Clinic.COORDINATOR;

        var recorded = (RecordCapture) clinic.commandOf(
                caller,
                "recordCapture(" + participant() + ", facts: {site: \"naevus-2026/vienna\", modality: \"US\", day: 20},"
                        + " lesions: [" + clinic.id(caller, Kind.LESION, clinic.lesion) + "]) { id }");

        assertThat(recorded.captureId()).isNotEqualTo(clinic.capture);
        assertThat(recorded)
                .isEqualTo(new RecordCapture(
                        recorded.captureId(),
                        clinic.alice,
                        Clinic.STUDY,
                        new StatedFacts(
                                new SiteId(Clinic.STUDY, "vienna"),
                                Modality.US,
                                null,
                                20,
                                null,
                                null,
                                null,
                                null,
                                List.of()),
                        List.of(),
                        List.of(clinic.lesion)));
        var unlinked = (RecordCapture) clinic.commandOf(
                caller,
                "recordCapture(" + participant() + ", facts: {site: \"naevus-2026/vienna\", modality: \"US\"}) { id }");
        assertThat(unlinked.lesionIds()).isEmpty();
    }

    @Test
    void a_capture_is_recorded_for_open_sites_of_the_participants_study_only() {
        clinic.registry.sites.add(new SiteRecord("naevus-2026/linz", Clinic.STUDY, "linz", "Linz", true));
        var participant = "participant: " + clinic.id(Clinic.KEEPER, Kind.PARTICIPANT, clinic.alice);
        for (var site : List.of("naevus-2026/linz", "naevus-2026/nowhere")) {
            var answer = clinic.answer(
                    Clinic.KEEPER,
                    "mutation { recordCapture(" + participant + ", facts: {site: \"" + site
                            + "\", modality: \"DMS\"}) { id } }",
                    Map.of());
            assertThat(Clinic.code(answer)).as(site).isEqualTo("SITE_UNKNOWN");
            assertThat(AskingTest.at(answer, "errors", "0", "extensions", "argument"))
                    .isEqualTo("facts.site");
        }
        assertThat(clinic.code(
                        Clinic.KEEPER,
                        "mutation { recordCapture(" + participant + ", facts: {site: \"" + Clinic.OTHER_STUDY
                                + "/linz\", modality: \"DMS\"}) { id } }"))
                .isEqualTo("SITE_OF_ANOTHER_STUDY");
        assertThat(clinic.sent).isEmpty();
    }

    @Test
    void a_refusal_keeps_its_code_and_sentence_without_raw_ids() {
        clinic.outcome.set(new Refusal("LESION_MERGED_AWAY", "Name lesion " + clinic.lesion + " instead."));

        var answer =
                clinic.answer(Clinic.COORDINATOR, "mutation { describeLesion(" + lesion() + ") { id } }", Map.of());

        assertThat(Clinic.code(answer)).isEqualTo("LESION_MERGED_AWAY");
        assertThat(AskingTest.at(answer, "errors", "0", "message")).isEqualTo("Name lesion [id] instead.");
        assertThat(Objects.requireNonNull(clinic.audit.records.getLast()).disclosed())
                .isEqualTo("refused: LESION_MERGED_AWAY");
    }

    @Test
    void what_is_not_the_callers_is_not_found_and_nothing_is_sent() {
        var hidden = clinic.registry.participants.values().stream()
                .filter(one -> one.siteId().equals(Clinic.GRAZ))
                .findFirst()
                .orElseThrow()
                .participantKey();
        var theirLesion = clinic.registry.lesions.values().stream()
                .filter(one -> one.participantKey().equals(hidden))
                .findFirst()
                .orElseThrow()
                .lesionId();
        var caller = Clinic.COORDINATOR;
        for (var change : List.of(
                "withdrawConsent(participant: " + clinic.id(caller, Kind.PARTICIPANT, hidden) + ") { id }",
                "splitLesion(lesion: " + clinic.id(caller, Kind.LESION, theirLesion) + ", reason: CONFLUENCE) { id }",
                "linkCapture(" + capture() + ", lesion: " + clinic.id(caller, Kind.LESION, theirLesion) + ") { id }",
                "relinkCapture(" + capture() + ", lesions: [" + clinic.id(caller, Kind.LESION, theirLesion)
                        + "]) { id }",
                "correctCapture(" + capture() + ", facts: {site: \"naevus-2026/graz\", modality: \"DMS\"}) { id }",
                "recordCapture(" + participant() + ", facts: {site: \"naevus-2026/graz\", modality: \"DMS\"}) { id }",
                "recordCapture(participant: " + clinic.id(caller, Kind.PARTICIPANT, hidden)
                        + ", facts: {site: \"naevus-2026/vienna\", modality: \"DMS\"}) { id }",
                "recordCapture(" + participant()
                        + ", facts: {site: \"naevus-2026/vienna\", modality: \"DMS\"}, lesions: ["
                        + clinic.id(caller, Kind.LESION, theirLesion) + "]) { id }",
                "withdrawConsent(participant: \"" + clinic.alice + "\") { id }")) {
            assertThat(clinic.code(caller, "mutation { " + change + " }"))
                    .as(change)
                    .isEqualTo("NOT_FOUND");
        }
        assertThat(clinic.sent).isEmpty();
    }

    @Test
    void lesions_of_two_participants_are_not_merged() {
        var other = clinic.registry.addLesion(clinic.registry.addParticipant(Clinic.STUDY, Clinic.VIENNA, true), "NV");

        var code = clinic.code(
                Clinic.COORDINATOR,
                "mutation { mergeLesions(" + lesion() + ", into: " + clinic.id(Clinic.COORDINATOR, Kind.LESION, other)
                        + ", reason: CONFLUENCE) { id } }");

        assertThat(code).isEqualTo("LESION_OF_ANOTHER_PARTICIPANT");
        assertThat(clinic.sent).isEmpty();
    }

    @Test
    void unusable_facts_name_the_argument() {
        for (var facts : Map.of(
                        "{site: \"vienna\", modality: \"DMS\"}", "facts.site",
                        "{site: \"naevus-2026/vienna\", modality: \"dermoscopy\"}", "facts.modality",
                        "{site: \"naevus-2026/vienna\", modality: \"DMS\", ageYears: 200}", "facts.ageYears",
                        "{site: \"naevus-2026/vienna\", modality: \"DMS\", technique: \"\"}", "facts.technique")
                .entrySet()) {
            var answer = clinic.answer(
                    Clinic.COORDINATOR,
                    "mutation { correctCapture(" + capture() + ", facts: " + facts.getKey() + ") { id } }",
                    Map.of());
            assertThat(Clinic.code(answer)).isEqualTo("BAD_INPUT");
            assertThat(AskingTest.at(answer, "errors", "0", "extensions", "argument"))
                    .isEqualTo(facts.getValue());
        }
    }
}

package org.dermatrail.connectors.synthetic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.dermatrail.connectors.synthetic.LaterStatement.Kind;
import org.dermatrail.connectors.synthetic.Story.Fate;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.dermatrail.domain.diagnosis.DiagnosisConfirmation;
import org.dermatrail.domain.lesion.ProcedureKind;

/**
 * What a centre states of one participant after the captures: procedures, findings of the laboratory that replace first
 * impressions, treatment, and how taking part ended. Used by one thread.
 */
final class Aftermath {

    private final Person person;
    private final Visits visits;
    private final Draws draws;
    private final List<LaterStatement> statements = new ArrayList<>();

    Aftermath(Person person, Visits visits, Draws draws) {
        this.person = person;
        this.visits = visits;
        this.draws = draws;
    }

    /** All statements, in the order of their days. */
    List<LaterStatement> statements(List<Fate> fates, Mishaps.Planted captures) {
        for (var fate : fates) {
            if (isKnown(fate, captures)) {
                about(fate, captures);
            }
        }
        var end = visits.end();
        if (end != null) {
            add(Kind.STATUS, "", end.day(), end.status().name(), end.reason().name(), "");
            if (end.consentWithdrawn()) {
                add(Kind.CONSENT_WITHDRAWN, "", end.day(), "", "", "");
            }
        }
        statements.sort(Comparator.comparingInt(LaterStatement::day));
        return statements;
    }

    private void about(Fate fate, Mishaps.Planted captures) {
        var lesion = fate.lesion();
        var removedOn = fate.removedOn();
        if (removedOn != null) {
            boolean sampled = lesion.kind() == LesionKind.BASAL_CELL_CARCINOMA && draws.chance(0.5);
            var procedure = sampled ? ProcedureKind.BIOPSY : ProcedureKind.EXCISION;
            add(Kind.PROCEDURE, lesion.id(), removedOn, procedure.name(), "", "");
            int found = removedOn + draws.whole(3, 6) + (int) Math.min(40, draws.waiting(7));
            if (visits.covers(found)) {
                diagnosed(fate, captures, found, DiagnosisConfirmation.HISTOPATHOLOGY);
            }
            return;
        }
        int day = visits.last();
        switch (lesion.kind()) {
            case NAEVUS -> {
                if (visits.days().size() > 2 && fate.followed() && draws.chance(0.5)) {
                    diagnosed(fate, captures, day, DiagnosisConfirmation.FOLLOW_UP);
                }
            }
            case PSORIASIS, ACNE -> {
                var treatment = draws.chance(0.7) ? ProcedureKind.TOPICAL_TREATMENT : ProcedureKind.SYSTEMIC_TREATMENT;
                add(Kind.PROCEDURE, lesion.id(), visits.days().get(fate.firstVisit()), treatment.name(), "", "");
            }
            case MELASMA -> {
                if (draws.chance(0.4)) {
                    add(
                            Kind.PROCEDURE,
                            lesion.id(),
                            visits.days().get(fate.firstVisit()),
                            ProcedureKind.LASER.name(),
                            "",
                            "");
                }
            }
            case MELANOMA, SEBORRHOEIC_KERATOSIS, BASAL_CELL_CARCINOMA -> {}
        }
    }

    private void diagnosed(Fate fate, Mishaps.Planted captures, int day, DiagnosisConfirmation how) {
        DiagnosisCode truth = fate.lesion().kind().code();
        add(Kind.DIAGNOSIS, fate.lesion().id(), day, truth.name(), how.name(), impressionStatedWith(fate, captures));
    }

    /** The accepted capture with which the first impression was stated, or blank where none was. */
    private static String impressionStatedWith(Fate fate, Mishaps.Planted captures) {
        for (int row = 0; row < captures.rows().size(); row++) {
            var capture = captures.rows().get(row);
            if (capture.shows(fate.lesion())
                    && !captures.refused().get(row)
                    && !capture.said().diagnosis().isEmpty()) {
                return capture.captureId();
            }
        }
        return "";
    }

    private static boolean isKnown(Fate fate, Mishaps.Planted captures) {
        for (int row = 0; row < captures.rows().size(); row++) {
            if (captures.rows().get(row).shows(fate.lesion())
                    && !captures.refused().get(row)) {
                return true;
            }
        }
        return false;
    }

    private void add(Kind kind, String lesionId, int day, String code, String why, String supersedes) {
        var id = String.format(Locale.ROOT, "%s-S%02d", person.id(), statements.size() + 1);
        statements.add(new LaterStatement(id, kind, person.id(), lesionId, day, code, why, supersedes));
    }
}

package org.dermatrail.connectors.synthetic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dermatrail.connectors.synthetic.Draws.Purpose;
import org.dermatrail.domain.anatomy.Laterality;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.dermatrail.domain.participant.Sex;
import org.jspecify.annotations.Nullable;

/**
 * Plants the errors of real sites.
 *
 * <p>Laws, so that it is known what must be found: a row has at most one error; a lesion keeps at least one row that the
 * door accepts; a row filed under another participant comes after an accepted row of its lesion; a field of a participant
 * or lesion is contradicted by at most one row, and beside another row that states it. Errors of pictures are drawn whether
 * or not there are pictures, so that the statements are the same. Thread-safe.
 */
final class Mishaps {

    /**
     * Rows with errors.
     *
     * @param rows the rows
     * @param refused whether the door refuses each
     * @param errors what was planted
     */
    record Planted(List<MachineRow> rows, List<Boolean> refused, List<PlantedError> errors) {}

    /**
     * Later statements with errors.
     *
     * @param statements the statements
     * @param errors what was planted
     */
    record Mistyped(List<LaterStatement> statements, List<PlantedError> errors) {}

    private static final List<ErrorKind> OF_ROWS = List.of(
            ErrorKind.WRONG_SIDE,
            ErrorKind.WRONG_PLACE,
            ErrorKind.OTHER_SEX,
            ErrorKind.OTHER_DIAGNOSIS,
            ErrorKind.SWAPPED_PARTICIPANT,
            ErrorKind.AGE_UNREADABLE,
            ErrorKind.CAPTURE_ID_REUSED);
    private static final List<ErrorKind> OF_PICTURES = List.of(
            ErrorKind.PICTURE_BLURRED, ErrorKind.PICTURE_DARK, ErrorKind.PICTURE_CUT_OFF, ErrorKind.PICTURE_MISSING);
    private static final int NEIGHBOURS = 60;

    private final SyntheticSettings settings;
    private final List<Centre> centres;

    Mishaps(SyntheticSettings settings, List<Centre> centres) {
        this.settings = settings;
        this.centres = centres;
    }

    /** Plants errors among the captures of a participant. */
    Planted plant(Person person, List<MachineRow> rows) {
        return new OneParticipant(person, rows).plant();
    }

    /** Mistypes the lesion of some later statements that nothing else builds on. */
    Mistyped mistype(Person person, List<LaterStatement> statements) {
        var draws = Draws.of(settings.seed(), Purpose.ERRORS, -(long) person.index());
        var changed = new ArrayList<LaterStatement>();
        var errors = new ArrayList<PlantedError>();
        for (var statement : statements) {
            boolean tried = draws.chance(ErrorKind.LESION_MISTYPED.rate());
            if (tried && statement.kind() == LaterStatement.Kind.PROCEDURE) {
                errors.add(PlantedError.quarantine(ErrorKind.LESION_MISTYPED, changed.size(), statement.lesionId()));
                changed.add(statement.about(statement.lesionId().replace("-L", "-M")));
            } else {
                changed.add(statement);
            }
        }
        return new Mistyped(List.copyOf(changed), List.copyOf(errors));
    }

    /** The errors of one participant. */
    private final class OneParticipant {
        private final Person person;
        private final List<MachineRow> rows;
        private final boolean[] refused;
        private final boolean[] spoken;
        private final List<@Nullable ErrorKind> tried = new ArrayList<>();
        private final List<PlantedError> errors = new ArrayList<>();
        private final Set<String> contradicted = new HashSet<>();

        OneParticipant(Person person, List<MachineRow> rows) {
            this.person = person;
            this.rows = new ArrayList<>(rows);
            this.refused = new boolean[rows.size()];
            this.spoken = new boolean[rows.size()];
        }

        Planted plant() {
            var pictures = Draws.of(settings.seed(), Purpose.PICTURE_ERRORS, person.index());
            for (int row = 0; row < rows.size(); row++) {
                spoilPicture(row, oneOf(OF_PICTURES, pictures));
            }
            var draws = Draws.of(settings.seed(), Purpose.ERRORS, person.index());
            for (var row : rows) {
                tried.add(
                        row.lesion() == null
                                ? draws.chance(ErrorKind.SWAPPED_OVERVIEW.rate()) ? ErrorKind.SWAPPED_OVERVIEW : null
                                : oneOf(OF_ROWS, draws));
            }
            for (int row = 0; row < rows.size(); row++) {
                refuse(row, tried.get(row));
            }
            for (int row = 0; row < rows.size(); row++) {
                contradict(row, tried.get(row), draws);
            }
            var asRefused = new ArrayList<Boolean>();
            for (boolean each : refused) {
                asRefused.add(each);
            }
            return new Planted(List.copyOf(rows), List.copyOf(asRefused), List.copyOf(errors));
        }

        private static @Nullable ErrorKind oneOf(List<ErrorKind> kinds, Draws draws) {
            double at = draws.uniform();
            for (var kind : kinds) {
                at -= kind.rate();
                if (at < 0) {
                    return kind;
                }
            }
            return null;
        }

        private void spoilPicture(int row, @Nullable ErrorKind kind) {
            var flaw =
                    switch (kind) {
                        case PICTURE_BLURRED -> PictureFlaw.BLURRED;
                        case PICTURE_DARK -> PictureFlaw.DARK;
                        case PICTURE_CUT_OFF -> PictureFlaw.CUT_OFF;
                        case PICTURE_MISSING -> PictureFlaw.MISSING;
                        case null, default -> PictureFlaw.NONE;
                    };
            if (kind == null || (flaw.isRefused() && !othersRemain(row))) {
                return;
            }
            rows.set(row, rows.get(row).spoilt(flaw));
            refused[row] = flaw.isRefused();
            spoken[row] = true;
            if (settings.pictures()) {
                errors.add(
                        flaw.isRefused()
                                ? PlantedError.quarantine(kind, row, "")
                                : PlantedError.notDetectable(kind, row, kind.finds(), ""));
            }
        }

        private void refuse(int row, @Nullable ErrorKind kind) {
            if (kind == null || spoken[row]) {
                return;
            }
            var now = rows.get(row);
            switch (kind) {
                case SWAPPED_PARTICIPANT -> {
                    var other = other();
                    if (other != null && acceptedBefore(row)) {
                        file(row, other);
                        refuse(row, PlantedError.quarantine(kind, row, person.id()));
                    }
                }
                case SWAPPED_OVERVIEW -> {
                    var other = other();
                    if (other != null) {
                        file(row, other);
                        spoken[row] = true;
                        errors.add(PlantedError.notDetectable(kind, row, kind.finds(), person.id()));
                    }
                }
                case AGE_UNREADABLE -> {
                    if (othersRemain(row)) {
                        rows.set(row, now.saying(now.said().withAge("n/a")));
                        refuse(row, PlantedError.quarantine(kind, row, Integer.toString(person.ageYears())));
                    }
                }
                case CAPTURE_ID_REUSED -> {
                    if (row > 0 && !spoken[row - 1] && othersRemain(row)) {
                        rows.set(row, now.named(rows.get(row - 1).captureId()));
                        spoken[row - 1] = true;
                        refuse(row, PlantedError.quarantine(kind, row, now.captureId()));
                    }
                }
                default -> {
                    // Contradicts another row; planted once it is known which rows the door accepts.
                }
            }
        }

        private void refuse(int row, PlantedError error) {
            refused[row] = true;
            spoken[row] = true;
            errors.add(error);
        }

        /** Files a row under another participant, of whom the machine then states sex and age; it states no diagnosis. */
        private void file(int row, Person other) {
            var now = rows.get(row);
            var said = now.said();
            rows.set(
                    row,
                    now.filedUnder(other.id())
                            .saying(said.withSex(
                                            said.sex().isEmpty()
                                                    ? ""
                                                    : other.sex().name())
                                    .withAge(Integer.toString(other.ageYears()))
                                    .withDiagnosis("")));
        }

        private void contradict(int row, @Nullable ErrorKind kind, Draws draws) {
            if (kind == null || spoken[row]) {
                return;
            }
            var now = rows.get(row);
            var lesion = now.lesion();
            if (lesion == null) {
                return;
            }
            var said = now.said();
            switch (kind) {
                case WRONG_SIDE -> {
                    if (said.side().equals("LEFT") || said.side().equals("RIGHT")) {
                        var wrong = said.side().equals("LEFT") ? Laterality.RIGHT : Laterality.LEFT;
                        disagree(kind, row, lesion.id(), said.side(), said.withSide(wrong.name()));
                    }
                }
                case WRONG_PLACE -> {
                    var places = lesion.kind().places();
                    var wrong = draws.pick(places);
                    if (!said.place().isEmpty() && wrong != lesion.place()) {
                        disagree(kind, row, lesion.id(), said.place(), said.withPlace(wrong.name()));
                    }
                }
                case OTHER_SEX -> {
                    if (!said.sex().isEmpty()) {
                        var wrong = person.isFemale() ? Sex.MALE : Sex.FEMALE;
                        disagree(kind, row, person.id(), said.sex(), said.withSex(wrong.name()));
                    }
                }
                case OTHER_DIAGNOSIS -> {
                    if (!said.diagnosis().isEmpty()) {
                        var wrong = said.diagnosis().equals("NV") ? DiagnosisCode.DF : DiagnosisCode.NV;
                        disagree(kind, row, lesion.id(), said.diagnosis(), said.withDiagnosis(wrong.name()));
                    }
                }
                default -> {
                    // Planted before, or not possible here.
                }
            }
        }

        private void disagree(ErrorKind kind, int row, String subject, String instead, Said wrong) {
            if (witnessed(kind, row)) {
                if (!contradicted.add(subject + "/" + kind)) {
                    return;
                }
                errors.add(PlantedError.discrepancy(kind, row, subject, instead));
            } else if (kind == ErrorKind.WRONG_SIDE) {
                errors.add(PlantedError.notDetectable(kind, row, "no other row of the lesion states a side", instead));
            } else {
                return;
            }
            rows.set(row, rows.get(row).saying(wrong));
            spoken[row] = true;
        }

        /** Whether another accepted row of the same subject states the field. */
        private boolean witnessed(ErrorKind kind, int row) {
            for (int other = 0; other < rows.size(); other++) {
                var said = rows.get(other).said();
                boolean states =
                        switch (kind) {
                            case WRONG_SIDE -> !said.side().isEmpty();
                            case WRONG_PLACE -> !said.place().isEmpty();
                            case OTHER_SEX -> !said.sex().isEmpty();
                            default -> !said.diagnosis().isEmpty();
                        };
                boolean ofTheSubject = kind == ErrorKind.OTHER_SEX
                        ? rows.get(other).participantId().equals(person.id())
                        : rows.get(other).showsTheSameAs(rows.get(row));
                if (other != row && !refused[other] && states && ofTheSubject) {
                    return true;
                }
            }
            return false;
        }

        /** Whether the lesion of a row, or the participant of an overview, keeps another row that is accepted. */
        private boolean othersRemain(int row) {
            return accepted(row, rows.size());
        }

        private boolean acceptedBefore(int row) {
            return accepted(row, row);
        }

        private boolean accepted(int row, int end) {
            for (int other = 0; other < end; other++) {
                if (other != row && !refused[other] && rows.get(other).showsTheSameAs(rows.get(row))) {
                    return true;
                }
            }
            return false;
        }

        /** The nearest participant before this one at the same centre, or {@code null}. */
        private @Nullable Person other() {
            for (int index = person.index() - 1; index > Math.max(0, person.index() - NEIGHBOURS); index--) {
                var other = Person.of(settings.seed(), index, centres);
                if (other.centre().equals(person.centre())) {
                    return other;
                }
            }
            return null;
        }
    }
}

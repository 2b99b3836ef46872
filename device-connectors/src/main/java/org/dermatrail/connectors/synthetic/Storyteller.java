package org.dermatrail.connectors.synthetic;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dermatrail.connectors.synthetic.Draws.Purpose;
import org.dermatrail.connectors.synthetic.Story.Fate;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.jspecify.annotations.Nullable;

/**
 * Tells what happens to each participant: lesions, visits, captures, later statements, errors.
 *
 * <p>Law: pure; a participant's story depends on the settings and the index alone, and not on how many others there are.
 * Thread-safe.
 */
final class Storyteller {

    private static final Set<LesionKind> ONCE = EnumSet.of(LesionKind.MELASMA, LesionKind.PSORIASIS, LesionKind.ACNE);

    private final SyntheticSettings settings;
    private final List<Centre> centres;
    private final Mishaps mishaps;

    Storyteller(SyntheticSettings settings) {
        this.settings = settings;
        this.centres = Centre.of(settings);
        this.mishaps = new Mishaps(settings, centres);
    }

    List<Centre> centres() {
        return centres;
    }

    /** The story of the participant of that index, from 1. */
    Story tell(int index) {
        var person = Person.of(settings.seed(), index, centres);
        var draws = Draws.of(settings.seed(), Purpose.VISITS, index);
        var visits = Visits.of(person, draws);
        var fates = new ArrayList<Fate>();
        for (var lesion : lesions(person)) {
            fates.add(fate(lesion, fates.isEmpty(), visits, draws));
        }
        var planted = mishaps.plant(person, new Bedside(person, visits, draws).rows(fates));
        var later = new Aftermath(person, visits, Draws.of(settings.seed(), Purpose.LATER, index))
                .statements(fates, planted);
        var mistyped = mishaps.mistype(person, later);
        var errors = new ArrayList<>(planted.errors());
        errors.addAll(mistyped.errors());
        return new Story(
                person, visits, List.copyOf(fates), planted.rows(), mistyped.statements(), List.copyOf(errors));
    }

    private List<TrueLesion> lesions(Person person) {
        var draws = Draws.of(settings.seed(), Purpose.LESIONS, person.index());
        int count = 1 + draws.count(Math.max(0, settings.lesionsEach() - 1));
        var lesions = new ArrayList<TrueLesion>();
        var had = EnumSet.noneOf(LesionKind.class);
        for (int number = 1; number <= count; number++) {
            var kind = LesionKind.of(person, draws);
            if (ONCE.contains(kind) && !had.add(kind)) {
                kind = LesionKind.NAEVUS;
            }
            lesions.add(TrueLesion.of(person, number, kind, draws));
        }
        return lesions;
    }

    private static Fate fate(TrueLesion lesion, boolean first, Visits visits, Draws draws) {
        int firstVisit =
                !first && draws.chance(0.08) ? draws.below(visits.days().size()) : 0;
        boolean followed = first || lesion.kind().isMalignant() || draws.chance(0.15);
        Integer recognisedOn = null;
        if (lesion.kind().isMalignant()) {
            for (int visit = firstVisit; visit < visits.days().size() && recognisedOn == null; visit++) {
                recognisedOn = draws.chance(0.45) ? visits.days().get(visit) : null;
            }
        } else if (lesion.kind().isFocal() && draws.chance(0.03)) {
            recognisedOn =
                    draws.pick(visits.days().subList(firstVisit, visits.days().size()));
        }
        boolean atOnce =
                recognisedOn != null && recognisedOn.equals(visits.days().get(firstVisit));
        return new Fate(
                lesion,
                firstVisit,
                impression(lesion.kind(), atOnce, draws).name(),
                recognisedOn,
                removal(recognisedOn, visits, draws),
                followed);
    }

    private static @Nullable Integer removal(@Nullable Integer recognisedOn, Visits visits, Draws draws) {
        if (recognisedOn == null) {
            return null;
        }
        int day = recognisedOn + 6 + (int) Math.min(90, draws.waiting(18));
        return visits.covers(day) ? day : null;
    }

    private static DiagnosisCode impression(LesionKind kind, boolean recognised, Draws draws) {
        if (!kind.isMalignant()) {
            return kind.code();
        }
        if (recognised) {
            return kind.code();
        }
        return kind == LesionKind.MELANOMA || draws.chance(0.3) ? DiagnosisCode.NV : DiagnosisCode.BKL;
    }
}

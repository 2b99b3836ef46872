package org.dermatrail.connectors.synthetic;

import java.util.ArrayList;
import java.util.List;
import org.dermatrail.domain.participant.ParticipantStatus;
import org.dermatrail.domain.participant.StatusReason;
import org.jspecify.annotations.Nullable;

/**
 * When a participant came, and how taking part ended. The protocol asks for visits at baseline and after half a year, one
 * year and two years.
 *
 * @param days days of the visits that happened, the first 0
 * @param end how taking part ended, or {@code null} where it goes on
 */
record Visits(List<Integer> days, @Nullable End end) {

    private static final int[] PROTOCOL = {0, 182, 365, 730};
    private static final double LEAVES = 0.05;
    private static final double LOST = 0.04;

    /**
     * How taking part ended.
     *
     * @param day when
     * @param status new status
     * @param reason why
     * @param consentWithdrawn whether consent to research use was withdrawn as well
     */
    record End(int day, ParticipantStatus status, StatusReason reason, boolean consentWithdrawn) {}

    /** Whether something on this day is still heard of. */
    boolean covers(int day) {
        return end == null || end.status() == ParticipantStatus.COMPLETED || day < end.day();
    }

    int last() {
        return days.getLast();
    }

    static Visits of(Person person, Draws draws) {
        var habits = person.centre();
        var days = new ArrayList<Integer>();
        days.add(0);
        for (int visit = 1; visit < PROTOCOL.length; visit++) {
            int before = PROTOCOL[visit - 1];
            if (draws.chance(LEAVES)) {
                return new Visits(List.copyOf(days), leaving(after(days, before, draws), draws));
            }
            if (draws.chance(LOST)) {
                int day = Math.max(days.getLast() + 1, PROTOCOL[visit] + draws.whole(60, 120));
                return new Visits(
                        List.copyOf(days),
                        new End(day, ParticipantStatus.LOST_TO_FOLLOW_UP, StatusReason.NOT_REACHABLE, false));
            }
            // Late visits are commoner than early ones.
            int day = PROTOCOL[visit] + (int) draws.waiting(habits.delayDays()) - draws.below(8);
            boolean missed = draws.chance(habits.missRate());
            if (!missed && day > days.getLast()) {
                days.add(day);
            }
        }
        boolean completed = days.getLast() >= PROTOCOL[PROTOCOL.length - 1] - 8;
        return new Visits(
                List.copyOf(days),
                completed
                        ? new End(
                                days.getLast() + draws.whole(0, 14),
                                ParticipantStatus.COMPLETED,
                                StatusReason.PROTOCOL,
                                false)
                        : null);
    }

    private static int after(List<Integer> days, int planned, Draws draws) {
        return Math.max(days.getLast(), planned) + draws.whole(5, 150);
    }

    private static End leaving(int day, Draws draws) {
        boolean consent = draws.chance(0.5);
        return new End(
                day,
                ParticipantStatus.WITHDRAWN,
                consent || draws.chance(0.7) ? StatusReason.PARTICIPANT_DECISION : StatusReason.INVESTIGATOR_DECISION,
                consent);
    }
}

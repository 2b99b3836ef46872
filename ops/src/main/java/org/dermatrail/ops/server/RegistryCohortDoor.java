package org.dermatrail.ops.server;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.dermatrail.graphql.CohortDoor;
import org.dermatrail.projections.cohort.CohortPage;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Level;
import org.dermatrail.projections.disclosure.CohortAnswer;
import org.dermatrail.projections.disclosure.CohortDesk;
import org.dermatrail.projections.disclosure.DisclosurePolicy;
import org.dermatrail.projections.disclosure.FirstPage;
import org.dermatrail.projections.record.AsOf;
import org.jspecify.annotations.Nullable;

/** Leads from the API to the desk where cohort questions are answered. */
final class RegistryCohortDoor implements CohortDoor {

    private final CohortDesk desk;

    RegistryCohortDoor(CohortDesk desk) {
        this.desk = desk;
    }

    @Override
    public CohortAnswer ask(CohortQuestion question, DisclosurePolicy policy, AsOf asOf) {
        return desk.ask(question, asOf, policy);
    }

    @Override
    public CohortPage page(
            CohortQuestion question,
            DisclosurePolicy policy,
            AsOf asOf,
            Level level,
            @Nullable String after,
            int limit) {
        // The index names a place by the encoded id of the last one seen.
        var place = after == null
                ? null
                : Base64.getUrlEncoder().withoutPadding().encodeToString(after.getBytes(StandardCharsets.UTF_8));
        return desk.page(question, asOf, policy, level, place, limit);
    }

    @Override
    public FirstPage begin(CohortQuestion question, DisclosurePolicy policy, Level level, int limit) {
        return desk.begin(question, policy, level, limit);
    }
}

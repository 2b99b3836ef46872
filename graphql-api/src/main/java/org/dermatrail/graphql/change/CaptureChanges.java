package org.dermatrail.graphql.change;

import static org.dermatrail.graphql.change.Orders.code;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.List;
import java.util.Objects;
import org.dermatrail.domain.Refusal;
import org.dermatrail.domain.capture.CaptureCommand;
import org.dermatrail.domain.capture.CaptureCommand.CorrectCapture;
import org.dermatrail.domain.capture.CaptureCommand.LinkCapture;
import org.dermatrail.domain.capture.CaptureCommand.RecordCapture;
import org.dermatrail.domain.capture.CaptureCommand.ReleaseCapture;
import org.dermatrail.domain.capture.CaptureCommand.RelinkCapture;
import org.dermatrail.domain.capture.CaptureCommand.UnlinkCapture;
import org.dermatrail.domain.capture.CaptureCommand.WithholdCapture;
import org.dermatrail.domain.capture.CaptureRule;
import org.dermatrail.domain.capture.LinkBasis;
import org.dermatrail.domain.capture.WithholdingReason;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms.Kind;
import org.dermatrail.domain.site.SiteId;
import org.dermatrail.graphql.caller.Caller;
import org.dermatrail.graphql.door.Refused;
import org.dermatrail.projections.record.RegistryRecords;
import org.dermatrail.projections.record.RegistryRecords.CaptureRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** Changes of captures. Thread-safe. */
public final class CaptureChanges implements RuntimeWiringConfigurer {

    /** The code under which imports refuse the same. */
    private static final String SITE_UNKNOWN = "SITE_UNKNOWN";

    private static final int MOST_LESIONS = 100;

    private final Orders orders;
    private final RegistryRecords records;

    /** Sends by these orders. */
    public CaptureChanges(Orders orders, RegistryRecords records) {
        this.orders = orders;
        this.records = records;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Mutation", type -> type.dataFetcher(
                        "linkCapture",
                        env -> sent(
                                env,
                                new LinkCapture(
                                        orders.capture(env).captureId(),
                                        orders.lesion(env, "lesion").id(),
                                        LinkBasis.DECIDED_BY_PERSON)))
                .dataFetcher(
                        "unlinkCapture",
                        env -> sent(
                                env,
                                new UnlinkCapture(
                                        orders.capture(env).captureId(),
                                        orders.lesion(env, "lesion").id(),
                                        LinkBasis.DECIDED_BY_PERSON)))
                .dataFetcher("relinkCapture", this::relink)
                .dataFetcher("recordCapture", this::recordNew)
                .dataFetcher("correctCapture", this::correct)
                .dataFetcher(
                        "withholdCapture",
                        env -> sent(
                                env,
                                new WithholdCapture(
                                        orders.capture(env).captureId(), code(env, "reason", WithholdingReason.class))))
                .dataFetcher(
                        "releaseCapture",
                        env -> sent(env, new ReleaseCapture(orders.capture(env).captureId()))));
    }

    private @Nullable CaptureRecord sent(DataFetchingEnvironment env, CaptureCommand command) {
        orders.send(env, command);
        return orders.rows().capture(env, command.captureId());
    }

    private @Nullable CaptureRecord relink(DataFetchingEnvironment env) {
        var capture = orders.capture(env);
        return sent(env, new RelinkCapture(capture.captureId(), lesions(env), LinkBasis.DECIDED_BY_PERSON));
    }

    private List<String> lesions(DataFetchingEnvironment env) {
        var lesionIds = orders.ids().arguments(env, "lesions", Kind.LESION, MOST_LESIONS);
        for (var lesionId : lesionIds) {
            if (orders.rows().lesion(env, lesionId) == null) {
                throw Refused.notFound("lesion");
            }
        }
        return lesionIds;
    }

    private @Nullable CaptureRecord recordNew(DataFetchingEnvironment env) {
        var key = orders.participant(env);
        var lesionIds = lesions(env);
        var facts = StatedFactsReading.of(env);
        var participant = Objects.requireNonNull(orders.rows().participant(env, key));
        if (!facts.siteId().studyId().equals(participant.studyId())) {
            throw Refused.of(Refusal.of(
                    CaptureRule.SITE_OF_ANOTHER_STUDY,
                    "The capture's site must be a site of the participant's study."));
        }
        refuseUnlessOpen(env, facts.siteId());
        return sent(env, new RecordCapture(orders.newId(), key, participant.studyId(), facts, List.of(), lesionIds));
    }

    /** As the door of imports does: captures come for open sites only. */
    private void refuseUnlessOpen(DataFetchingEnvironment env, SiteId site) {
        var access = Caller.of(env.getGraphQlContext()).access();
        if (records.sites(access, site.studyId()).stream()
                .noneMatch(known -> !known.closed() && known.siteId().equals(site.toString()))) {
            throw Refused.argument(
                    SITE_UNKNOWN,
                    "facts.site",
                    "Site '" + site.code() + "' is not an open site of study '" + site.studyId()
                            + "'; open it first or name another.");
        }
    }

    private @Nullable CaptureRecord correct(DataFetchingEnvironment env) {
        var capture = orders.capture(env);
        return sent(env, new CorrectCapture(capture.captureId(), StatedFactsReading.of(env), null));
    }
}

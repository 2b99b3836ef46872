package org.dermatrail.graphql.change;

import static org.dermatrail.graphql.change.Orders.code;
import static org.dermatrail.graphql.change.Orders.codeOrNull;
import static org.dermatrail.graphql.change.Orders.text;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dermatrail.domain.anatomy.AnatomicSite;
import org.dermatrail.domain.anatomy.Laterality;
import org.dermatrail.domain.capture.AcquisitionParameter;
import org.dermatrail.domain.capture.CaptureCommand;
import org.dermatrail.domain.capture.CaptureCommand.CorrectCapture;
import org.dermatrail.domain.capture.CaptureCommand.LinkCapture;
import org.dermatrail.domain.capture.CaptureCommand.ReleaseCapture;
import org.dermatrail.domain.capture.CaptureCommand.RelinkCapture;
import org.dermatrail.domain.capture.CaptureCommand.UnlinkCapture;
import org.dermatrail.domain.capture.CaptureCommand.WithholdCapture;
import org.dermatrail.domain.capture.LinkBasis;
import org.dermatrail.domain.capture.Modality;
import org.dermatrail.domain.capture.StatedFacts;
import org.dermatrail.domain.capture.WithholdingReason;
import org.dermatrail.domain.discrepancy.DiscrepancyCommand.ResolveDiscrepancy;
import org.dermatrail.domain.participant.Sex;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms.Kind;
import org.dermatrail.graphql.caller.Caller;
import org.dermatrail.graphql.door.Refused;
import org.dermatrail.graphql.question.DiscrepancyFields;
import org.dermatrail.projections.discrepancy.Discrepancies;
import org.dermatrail.projections.discrepancy.Discrepancies.DiscrepancyRecord;
import org.dermatrail.projections.record.RegistryRecords.CaptureRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** Changes of captures, and the resolving of what they contradict one another on. Thread-safe. */
public final class CaptureChanges implements RuntimeWiringConfigurer {

    private static final int MOST_LESIONS = 100;
    private static final int MOST_PARAMETERS = 100;
    private static final int LONGEST_TEXT = 200;

    private final Orders orders;
    private final Discrepancies discrepancies;

    /** Sends by these orders. */
    public CaptureChanges(Orders orders, Discrepancies discrepancies) {
        this.orders = orders;
        this.discrepancies = discrepancies;
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
                .dataFetcher("correctCapture", this::correct)
                .dataFetcher(
                        "withholdCapture",
                        env -> sent(
                                env,
                                new WithholdCapture(
                                        orders.capture(env).captureId(), code(env, "reason", WithholdingReason.class))))
                .dataFetcher(
                        "releaseCapture",
                        env -> sent(env, new ReleaseCapture(orders.capture(env).captureId())))
                .dataFetcher("resolveDiscrepancy", this::resolve));
    }

    private @Nullable CaptureRecord sent(DataFetchingEnvironment env, CaptureCommand command) {
        orders.send(env, command);
        return orders.rows().capture(env, command.captureId());
    }

    private @Nullable CaptureRecord relink(DataFetchingEnvironment env) {
        var capture = orders.capture(env);
        var lesionIds = orders.ids().arguments(env, "lesions", Kind.LESION, MOST_LESIONS);
        for (var lesionId : lesionIds) {
            if (orders.rows().lesion(env, lesionId) == null) {
                throw Refused.notFound("lesion");
            }
        }
        return sent(env, new RelinkCapture(capture.captureId(), lesionIds, LinkBasis.DECIDED_BY_PERSON));
    }

    private @Nullable CaptureRecord correct(DataFetchingEnvironment env) {
        var capture = orders.capture(env);
        Map<String, Object> raw = Objects.requireNonNull(env.<Map<String, Object>>getArgument("facts"));
        return sent(env, new CorrectCapture(capture.captureId(), facts(env, raw), null));
    }

    private static StatedFacts facts(DataFetchingEnvironment env, Map<String, Object> raw) {
        return new StatedFacts(
                Orders.site(env, String.valueOf(raw.get("site")), "facts.site"),
                modality(String.valueOf(raw.get("modality"))),
                raw.get("technique") instanceof String technique ? shortText(technique, "facts.technique") : null,
                raw.get("day") instanceof Integer day ? day : null,
                age(raw.get("ageYears")),
                codeOrNull(raw.get("sex"), Sex.class),
                codeOrNull(raw.get("anatomicSite"), AnatomicSite.class),
                codeOrNull(raw.get("laterality"), Laterality.class),
                parameters(raw.get("parameters")));
    }

    private static Modality modality(String code) {
        try {
            return new Modality(code);
        } catch (IllegalArgumentException malformed) {
            throw Refused.argument(
                    Refused.BAD_INPUT, "facts.modality", "facts.modality is a DICOM code such as DMS or XC.");
        }
    }

    private static @Nullable Integer age(@Nullable Object raw) {
        if (!(raw instanceof Integer age)) {
            return null;
        }
        if (age < 0 || age > 130) {
            throw Refused.argument(Refused.BAD_INPUT, "facts.ageYears", "facts.ageYears is 0 to 130.");
        }
        return age;
    }

    private static List<AcquisitionParameter> parameters(@Nullable Object raw) {
        var parameters = new ArrayList<AcquisitionParameter>();
        if (raw instanceof List<?> list) {
            if (list.size() > MOST_PARAMETERS) {
                throw Refused.argument(
                        Refused.BAD_INPUT, "facts.parameters", "There are at most " + MOST_PARAMETERS + " parameters.");
            }
            for (var each : list) {
                if (each instanceof Map<?, ?> map) {
                    parameters.add(new AcquisitionParameter(
                            shortText(String.valueOf(map.get("name")), "facts.parameters"),
                            shortText(String.valueOf(map.get("value")), "facts.parameters"),
                            map.get("unit") instanceof String unit ? shortText(unit, "facts.parameters") : null));
                }
            }
        }
        return parameters;
    }

    private static String shortText(String text, String argument) {
        if (text.isBlank() || text.length() > LONGEST_TEXT) {
            throw Refused.argument(
                    Refused.BAD_INPUT, argument, argument + " has 1 to " + LONGEST_TEXT + " characters each.");
        }
        return text;
    }

    private @Nullable DiscrepancyRecord resolve(DataFetchingEnvironment env) {
        var access = Caller.of(env.getGraphQlContext()).access();
        var id = orders.ids().argument(env, "discrepancy", Kind.DISCREPANCY);
        var known = discrepancies.find(access, id).orElseThrow(() -> Refused.notFound("discrepancy"));
        var value = DiscrepancyFields.holdsParticipants(known)
                ? orders.ids().argument(env, "value", Kind.PARTICIPANT)
                : text(env, "value");
        orders.send(env, new ResolveDiscrepancy(id, value));
        return discrepancies.find(access, id).orElse(null);
    }
}

package org.dermatrail.graphql.question;

import static org.dermatrail.graphql.question.StudyQuestions.access;
import static org.dermatrail.graphql.question.StudyQuestions.argument;
import static org.dermatrail.graphql.question.StudyQuestions.caller;
import static org.dermatrail.graphql.question.StudyQuestions.source;

import graphql.TypeResolutionEnvironment;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLObjectType;
import graphql.schema.idl.RuntimeWiring;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms.Kind;
import org.dermatrail.graphql.CohortDoor;
import org.dermatrail.graphql.door.AtHand;
import org.dermatrail.graphql.page.Connection;
import org.dermatrail.graphql.page.Pages;
import org.dermatrail.graphql.page.ScopedIds;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.Level;
import org.dermatrail.projections.discrepancy.Discrepancies;
import org.dermatrail.projections.discrepancy.Discrepancies.DiscrepancyRecord;
import org.dermatrail.projections.record.AsOf;
import org.dermatrail.projections.record.RegistryRecords;
import org.dermatrail.projections.record.RegistryRecords.CaptureRecord;
import org.dermatrail.projections.record.RegistryRecords.LesionRecord;
import org.dermatrail.projections.record.RegistryRecords.ParticipantRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** Finds participants, lesions, captures and discrepancies by id or in pages. Thread-safe. */
public final class RowQuestions implements RuntimeWiringConfigurer {

    private final RegistryRecords records;
    private final Discrepancies discrepancies;
    private final CohortDoor door;
    private final ScopedIds ids;
    private final Pages pages;

    /** Reads from these. */
    public RowQuestions(
            RegistryRecords records, Discrepancies discrepancies, CohortDoor door, ScopedIds ids, Pages pages) {
        this.records = records;
        this.discrepancies = discrepancies;
        this.door = door;
        this.ids = ids;
        this.pages = pages;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type.dataFetcher("participants", this::participants)
                        .dataFetcher("participant", env -> revealed(env, Kind.PARTICIPANT)
                                .map(key -> Loaders.participant(env, key))
                                .orElse(null))
                        .dataFetcher("lesion", env -> revealed(env, Kind.LESION)
                                .map(id -> Loaders.lesion(env, id))
                                .orElse(null))
                        .dataFetcher("capture", env -> revealed(env, Kind.CAPTURE)
                                .map(id -> Loaders.capture(env, id))
                                .orElse(null))
                        .dataFetcher("node", this::node)
                        .dataFetcher("discrepancies", this::discrepancies))
                .type("Node", type -> type.typeResolver(RowQuestions::typeOf))
                .type("ParticipantEdge", type -> type.dataFetcher("node", onPage(Loaders::participant)))
                .type("LesionEdge", type -> type.dataFetcher("node", onPage(Loaders::lesion)))
                .type("CaptureEdge", type -> type.dataFetcher("node", onPage(Loaders::capture)));
    }

    private Optional<String> revealed(DataFetchingEnvironment env, Kind kind) {
        return ids.in(env, kind, argument(env, "id"));
    }

    /** Finds a row of an id when its batch is looked up. */
    @FunctionalInterface
    private interface Finding {
        CompletableFuture<?> find(DataFetchingEnvironment env, String id);
    }

    /** What stands on a page. Whose id alone is asked for need not be read: the page was made of what may be seen. */
    private static AtHand<Object> onPage(Finding finding) {
        return env -> {
            var id = (String) source(env, Connection.Edge.class).node();
            return Identified.only(env) ? new Identified(id) : finding.find(env, id);
        };
    }

    /**
     * A study's participants. Whoever may not see small counts could count this list instead, so for such a caller it
     * comes through the cohort door.
     */
    private Connection<String> participants(DataFetchingEnvironment env) {
        var caller = caller(env);
        var study = argument(env, "study");
        int first = Pages.first(env);
        var after = pages.after(env, Kind.PARTICIPANT);
        if (caller.policy().threshold() > 1) {
            var question =
                    new CohortQuestion(caller.access(), new Criteria.In(CohortField.STUDY, Set.of(study)), List.of());
            var page = door.page(question, caller.policy(), new AsOf.Live(), Level.PARTICIPANT, after, first);
            return pages.page(env, Kind.PARTICIPANT, page.ids(), page.next() != null);
        }
        var keys = records.participantKeys(caller.access(), study, after, first + 1);
        return pages.page(env, Kind.PARTICIPANT, keys.subList(0, Math.min(first, keys.size())), keys.size() > first);
    }

    private @Nullable Object node(DataFetchingEnvironment env) {
        var participant = revealed(env, Kind.PARTICIPANT);
        if (participant.isPresent()) {
            return records.participants(access(env), participant.stream().toList())
                    .get(participant.get());
        }
        var lesion = revealed(env, Kind.LESION);
        if (lesion.isPresent()) {
            return records.lesions(access(env), lesion.stream().toList()).get(lesion.get());
        }
        var capture = revealed(env, Kind.CAPTURE);
        if (capture.isPresent()) {
            return records.captures(access(env), capture.stream().toList()).get(capture.get());
        }
        return revealed(env, Kind.DISCREPANCY)
                .flatMap(id -> discrepancies.find(access(env), id))
                .orElse(null);
    }

    private static @Nullable GraphQLObjectType typeOf(TypeResolutionEnvironment env) {
        Object node = env.getObject();
        var name =
                switch (node) {
                    case ParticipantRecord participant -> "Participant";
                    case LesionRecord lesion -> "Lesion";
                    case CaptureRecord capture -> "Capture";
                    default -> "Discrepancy";
                };
        return env.getSchema().getObjectType(name);
    }

    private Connection<DiscrepancyRecord> discrepancies(DataFetchingEnvironment env) {
        int first = Pages.first(env);
        boolean openOnly = env.getArgumentOrDefault("openOnly", true);
        var found = discrepancies.list(access(env), openOnly, pages.after(env, Kind.DISCREPANCY), first + 1);
        return Connection.of(
                found.subList(0, Math.min(first, found.size())),
                each -> ids.out(env, Kind.DISCREPANCY, each.discrepancyId()),
                env.getArgument("after") != null,
                found.size() > first);
    }
}

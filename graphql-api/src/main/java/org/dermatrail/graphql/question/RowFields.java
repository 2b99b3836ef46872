package org.dermatrail.graphql.question;

import static org.dermatrail.graphql.question.StudyQuestions.access;
import static org.dermatrail.graphql.question.StudyQuestions.source;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeRuntimeWiring;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dermatrail.domain.capture.CaptureFacts;
import org.dermatrail.domain.image.Image;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms.Kind;
import org.dermatrail.graphql.door.AtHand;
import org.dermatrail.graphql.page.Pages;
import org.dermatrail.graphql.page.ScopedIds;
import org.dermatrail.projections.record.RegistryRecords;
import org.dermatrail.projections.record.RegistryRecords.CaptureRecord;
import org.dermatrail.projections.record.RegistryRecords.LesionRecord;
import org.dermatrail.projections.record.RegistryRecords.ParticipantRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/**
 * What is shown of participants, lesions and captures.
 *
 * <p>Law: of a withheld capture only that it is withheld. Thread-safe.
 */
public final class RowFields implements RuntimeWiringConfigurer {

    /** Where pictures are served; followed by the scoped id. */
    public static final String PICTURES = "/pictures/";

    private final ScopedIds ids;
    private final Pages pages;
    private final RegistryRecords records;

    /** Shows by these ids and pages. */
    public RowFields(ScopedIds ids, Pages pages, RegistryRecords records) {
        this.ids = ids;
        this.pages = pages;
        this.records = records;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Participant", this::participant)
                .type("Lesion", this::lesion)
                .type("Capture", this::capture)
                .type(
                        "CaptureFacts",
                        type -> type.dataFetcher(
                                "site", env -> source(env, CaptureFacts.class).siteId()))
                .type("Image", type -> type.dataFetcher("id", this::imageId)
                        .dataFetcher("pictureUrl", env -> PICTURES + imageId(env))
                        .dataFetcher("thumbnailUrl", env -> PICTURES + imageId(env) + "/thumbnail"));
    }

    private TypeRuntimeWiring.Builder participant(TypeRuntimeWiring.Builder type) {
        return type.dataFetcher("id", (AtHand<String>) env -> ids.out(env, Kind.PARTICIPANT, idOf(env)))
                .dataFetcher(
                        "study", env -> source(env, ParticipantRecord.class).studyId())
                .dataFetcher("site", env -> source(env, ParticipantRecord.class).siteId())
                .dataFetcher("lesions", env -> Loaders.lesionIds(
                                env, source(env, ParticipantRecord.class).participantKey())
                        .thenApply(all -> pages.slice(env, Kind.LESION, orEmpty(all))))
                .dataFetcher("captures", env -> Loaders.captureIds(
                                env, source(env, ParticipantRecord.class).participantKey())
                        .thenApply(all -> pages.slice(env, Kind.CAPTURE, orEmpty(all))));
    }

    private TypeRuntimeWiring.Builder lesion(TypeRuntimeWiring.Builder type) {
        return type.dataFetcher("id", (AtHand<String>) env -> ids.out(env, Kind.LESION, idOf(env)))
                .dataFetcher(
                        "participant",
                        env -> Loaders.participant(
                                env, source(env, LesionRecord.class).participantKey()))
                .dataFetcher("study", env -> source(env, LesionRecord.class).studyId())
                .dataFetcher(
                        "aliases",
                        env -> ids.outAll(
                                env,
                                Kind.LESION,
                                source(env, LesionRecord.class).aliases()))
                .dataFetcher(
                        "captures",
                        env -> pages.slice(
                                env,
                                Kind.CAPTURE,
                                source(env, LesionRecord.class).captureIds()));
    }

    private TypeRuntimeWiring.Builder capture(TypeRuntimeWiring.Builder type) {
        return type.dataFetcher("id", (AtHand<String>) env -> ids.out(env, Kind.CAPTURE, idOf(env)))
                .dataFetcher(
                        "participant",
                        env -> Loaders.participant(
                                env, source(env, CaptureRecord.class).participantKey()))
                .dataFetcher("study", env -> source(env, CaptureRecord.class).studyId())
                .dataFetcher(
                        "facts",
                        env -> shown(env) ? source(env, CaptureRecord.class).facts() : null)
                .dataFetcher(
                        "images",
                        env -> shown(env) ? source(env, CaptureRecord.class).images() : List.of())
                .dataFetcher("lesions", this::lesionsShown)
                .dataFetcher(
                        "diagnosis",
                        env -> shown(env) ? source(env, CaptureRecord.class).diagnosis() : null)
                .dataFetcher(
                        "confirmation",
                        env -> shown(env) ? source(env, CaptureRecord.class).confirmation() : null);
    }

    private static String idOf(DataFetchingEnvironment env) {
        return switch (source(env, Object.class)) {
            case Identified identified -> identified.id();
            case ParticipantRecord participant -> participant.participantKey();
            case LesionRecord lesion -> lesion.lesionId();
            case CaptureRecord capture -> capture.captureId();
            default -> throw new IllegalStateException("not a participant, lesion or capture");
        };
    }

    private CompletableFuture<List<LesionRecord>> lesionsShown(DataFetchingEnvironment env) {
        return shown(env)
                ? Loaders.lesions(env, source(env, CaptureRecord.class).lesionIds())
                : CompletableFuture.completedFuture(List.of());
    }

    private static boolean shown(DataFetchingEnvironment env) {
        return !source(env, CaptureRecord.class).withheld();
    }

    private String imageId(DataFetchingEnvironment env) {
        return ids.out(env, Kind.IMAGE, source(env, Image.class).digest());
    }

    private static List<String> orEmpty(@Nullable List<String> all) {
        return all == null ? List.of() : all;
    }

    /** A participant the caller may see, read anew, or {@code null}. */
    public @Nullable ParticipantRecord participant(DataFetchingEnvironment env, String key) {
        return one(records.participants(access(env), List.of(key)), key);
    }

    /** A lesion the caller may see, read anew, or {@code null}. */
    public @Nullable LesionRecord lesion(DataFetchingEnvironment env, String id) {
        return one(records.lesions(access(env), List.of(id)), id);
    }

    /** A capture the caller may see, read anew, or {@code null}. */
    public @Nullable CaptureRecord capture(DataFetchingEnvironment env, String id) {
        return one(records.captures(access(env), List.of(id)), id);
    }

    private static <T> @Nullable T one(Map<String, T> found, String id) {
        return found.get(id);
    }
}

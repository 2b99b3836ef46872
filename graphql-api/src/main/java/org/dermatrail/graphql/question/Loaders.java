package org.dermatrail.graphql.question;

import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.dataloader.BatchLoaderEnvironment;
import org.dataloader.DataLoader;
import org.dermatrail.graphql.caller.Caller;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.lesionhistory.LesionHistories;
import org.dermatrail.projections.lesionhistory.LesionHistory;
import org.dermatrail.projections.record.AsOf;
import org.dermatrail.projections.record.RegistryRecords;
import org.dermatrail.projections.record.RegistryRecords.CaptureRecord;
import org.dermatrail.projections.record.RegistryRecords.LesionRecord;
import org.dermatrail.projections.record.RegistryRecords.ParticipantRecord;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import reactor.core.publisher.Mono;

/**
 * Gathers the single look-ups of one request into one look-up a kind and level.
 *
 * <p>Law: every batch is asked with the access filter of the request's caller. Stateless; each request has its own
 * loaders.
 */
public final class Loaders {

    /**
     * Which history is asked for.
     *
     * @param lesionId the lesion
     * @param asOf up to when
     */
    record HistoryKey(String lesionId, AsOf asOf) {}

    private static final String PARTICIPANTS = "participants";
    private static final String LESIONS = "lesions";
    private static final String CAPTURES = "captures";
    private static final String LESION_IDS = "lesionIdsOf";
    private static final String CAPTURE_IDS = "captureIdsOf";
    private static final String HISTORIES = "histories";

    /** One look-up for many keys. */
    @FunctionalInterface
    private interface Batch<K, V> {

        Map<K, V> load(AccessFilter access, Collection<K> keys);
    }

    private Loaders() {}

    /** Registers the loaders of every request. */
    public static void register(BatchLoaderRegistry registry, RegistryRecords records, LesionHistories histories) {
        Batch<String, ParticipantRecord> participants = records::participants;
        Batch<String, LesionRecord> lesions = records::lesions;
        Batch<String, CaptureRecord> captures = records::captures;
        Batch<String, List<String>> lesionIds = records::lesionIdsOf;
        Batch<String, List<String>> captureIds = records::captureIdsOf;
        add(registry, PARTICIPANTS, participants);
        add(registry, LESIONS, lesions);
        add(registry, CAPTURES, captures);
        add(registry, LESION_IDS, lesionIds);
        add(registry, CAPTURE_IDS, captureIds);
        add(registry, HISTORIES, (AccessFilter access, Collection<HistoryKey> keys) -> {
            var found = new HashMap<HistoryKey, LesionHistory>();
            for (var key : keys) {
                histories.history(access, key.lesionId(), key.asOf()).ifPresent(history -> found.put(key, history));
            }
            return found;
        });
    }

    private static <K, V> void add(BatchLoaderRegistry registry, String name, Batch<K, V> batch) {
        registry.<K, V>forName(name).registerMappedBatchLoader((Set<K> keys, BatchLoaderEnvironment env) -> {
            GraphQLContext context = Objects.requireNonNull(env.getContext());
            return Mono.fromCallable(() -> batch.load(Caller.of(context).access(), keys));
        });
    }

    static CompletableFuture<ParticipantRecord> participant(DataFetchingEnvironment env, String key) {
        return Loaders.<String, ParticipantRecord>loader(env, PARTICIPANTS).load(key);
    }

    static CompletableFuture<LesionRecord> lesion(DataFetchingEnvironment env, String id) {
        return Loaders.<String, LesionRecord>loader(env, LESIONS).load(id);
    }

    static CompletableFuture<List<LesionRecord>> lesions(DataFetchingEnvironment env, List<String> ids) {
        return Loaders.<String, LesionRecord>loader(env, LESIONS)
                .loadMany(ids)
                .thenApply(found -> found.stream().filter(Objects::nonNull).toList());
    }

    static CompletableFuture<CaptureRecord> capture(DataFetchingEnvironment env, String id) {
        return Loaders.<String, CaptureRecord>loader(env, CAPTURES).load(id);
    }

    static CompletableFuture<List<String>> lesionIds(DataFetchingEnvironment env, String participantKey) {
        return Loaders.<String, List<String>>loader(env, LESION_IDS).load(participantKey);
    }

    static CompletableFuture<List<String>> captureIds(DataFetchingEnvironment env, String participantKey) {
        return Loaders.<String, List<String>>loader(env, CAPTURE_IDS).load(participantKey);
    }

    static CompletableFuture<LesionHistory> history(DataFetchingEnvironment env, HistoryKey key) {
        return Loaders.<HistoryKey, LesionHistory>loader(env, HISTORIES).load(key);
    }

    private static <K, V> DataLoader<K, V> loader(DataFetchingEnvironment env, String name) {
        DataLoader<K, V> loader = env.getDataLoader(name);
        return Objects.requireNonNull(loader, name);
    }
}

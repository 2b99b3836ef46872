package org.dermatrail.projections.elastic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dermatrail.projections.record.CaptureEntry;
import org.dermatrail.projections.record.Entry;
import org.dermatrail.projections.record.EntryReader;
import org.dermatrail.projections.record.EntryStore;
import org.dermatrail.projections.record.ParticipantEntry;
import org.dermatrail.projections.record.RecentEntries;
import org.dermatrail.projections.record.RecentReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Entries in Elasticsearch.
 *
 * <p>A question reads one moment, which the cluster keeps while it is asked. A batch is first written whole into one
 * document, the journal; then its documents, those of participants last; then the position. What was cut off in between is
 * finished from the journal before anything else is read for writing or written, so an event is never applied to half of
 * a batch. Until then, readers may see a part of it. See {@link EntryStore} for the laws.
 */
public final class ElasticEntryStore implements EntryStore {

    private static final int RECENT = 40_000;
    private static final String KIND = "entries";
    private static final String LAYOUT = "1";
    private static final String PARTICIPANTS = "participant";
    private static final String LESIONS = "lesion";
    private static final String CAPTURES = "capture";
    private static final String BATCHES = "batch";

    private final Cluster cluster;
    private final Generations generations;
    private final EntryDocuments documents;
    private final RecentEntries recent = new RecentEntries(RECENT);
    private volatile String asked;
    private volatile @Nullable IndexWrites writes;
    private volatile Mark mark = Mark.NEW;
    private @Nullable HighestIds highest;
    /** Whether no batch was begun and not finished. */
    private boolean settled;

    private ElasticEntryStore(Cluster cluster, Generations generations, String asked) {
        this.cluster = cluster;
        this.generations = generations;
        this.asked = asked;
        documents = new EntryDocuments(cluster.json());
        mark = writes().mark();
    }

    /** Opens the store in use, or makes it. */
    public static ElasticEntryStore open(ElasticSettings settings) {
        return open(new Cluster(settings));
    }

    static ElasticEntryStore open(Cluster cluster) {
        var generations = generations(cluster);
        var inUse = generations.inUse();
        assert !inUse.equals(generations.alias()) : "an alias is no index";
        return new ElasticEntryStore(cluster, generations, generations.alias());
    }

    static Generations generations(Cluster cluster) {
        return new Generations(cluster, KIND, LAYOUT);
    }

    /** Makes an empty store beside the one in use, which goes on answering; one that was begun before is removed. */
    public static ElasticEntryStore beside(ElasticSettings settings) {
        return beside(new Cluster(settings));
    }

    static ElasticEntryStore beside(Cluster cluster) {
        var generations = generations(cluster);
        return new ElasticEntryStore(cluster, generations, generations.makeBeside());
    }

    /** Has this store in use, in one step; the one before is removed. */
    public synchronized void putInUse() {
        if (!asked.equals(generations.alias())) {
            generations.use(asked);
            asked = generations.alias();
        }
    }

    /** The index and the kind it is of, to be put in use together with another. */
    synchronized Generations.Made made() {
        return new Generations.Made(generations, writes().index());
    }

    /** The name by which questions reach it. */
    String asked() {
        return asked;
    }

    /** Says that the store was put in use. */
    synchronized void inUse() {
        asked = generations.alias();
    }

    /** Forgets what this process knows, since another may have written meanwhile; the next write takes writing over. */
    synchronized void lookAfresh() {
        writes = null;
        highest = null;
        settled = false;
        recent.clear();
        mark = writes().mark();
    }

    private synchronized IndexWrites writes() {
        var open = writes;
        if (open == null) {
            open = new IndexWrites(cluster, asked.equals(generations.alias()) ? generations.inUse() : asked);
            writes = open;
        }
        return open;
    }

    @Override
    public <T> T read(Function<EntryReader, T> question) {
        try (var moment = new EntryView.Moment(cluster, asked)) {
            return question.apply(new ElasticEntryReader(moment, documents));
        }
    }

    @Override
    public EntryReader latest() {
        return RecentReader.far(stored(), recent);
    }

    private synchronized ElasticEntryReader stored() {
        var index = writes();
        if (!settled) {
            finish(index);
        }
        var known = highest;
        if (known == null) {
            known = HighestIds.of(cluster, Generations.writing(index.index()));
            highest = known;
        }
        return new ElasticEntryReader(
                new EntryView.Latest(cluster, Generations.writing(index.index()), known), documents);
    }

    /** Finishes a batch that was begun and cut off, by this writer or an earlier one. */
    private void finish(IndexWrites index) {
        index.claim();
        recent.clear();
        highest = null;
        mark = index.mark();
        var begun = new EntryView.Latest(cluster, Generations.writing(index.index()), HighestIds.ANY)
                .documents(List.of(Journal.ID))
                .get(Journal.ID);
        if (begun != null) {
            var journal = Journal.of(begun);
            if (journal.number() > batches()) {
                take(index, journal);
            }
        }
        settled = true;
    }

    private long batches() {
        return mark.further().getOrDefault(BATCHES, 0L);
    }

    private void take(IndexWrites index, Journal journal) {
        // What belongs to a participant first: nobody is shown for longer than their consent allows.
        index.write(part(journal.documents(), false));
        index.write(part(journal.documents(), true));
        index.show();
        index.mark(journal.position(), journal.further());
        mark = new Mark(journal.position(), mark.writer(), journal.further());
    }

    @Override
    public synchronized void write(Collection<? extends Entry> changed, Ordinals next, long position) {
        var index = writes();
        var made = documents(changed);
        index.claim();
        var journal =
                new Journal(batches() + 1, Math.max(mark.position(), position), further(next, batches() + 1), made);
        settled = false;
        index.write(Map.of(Journal.ID, journal.document()));
        take(index, journal);
        settled = true;
        if (highest != null) {
            highest.met(changed);
        }
        changed.forEach(recent::put);
    }

    private static Map<String, ObjectNode> part(Map<String, ObjectNode> made, boolean participants) {
        var part = new LinkedHashMap<String, ObjectNode>();
        var prefix = EntryDocuments.id(ParticipantEntry.class, "");
        made.forEach((id, document) -> {
            if (id.startsWith(prefix) == participants) {
                part.put(id, document);
            }
        });
        return part;
    }

    private static Map<String, Long> further(Ordinals next, long batches) {
        return Map.of(
                PARTICIPANTS,
                (long) next.participant(),
                LESIONS,
                (long) next.lesion(),
                CAPTURES,
                (long) next.capture(),
                BATCHES,
                batches);
    }

    private Map<String, ObjectNode> documents(Collection<? extends Entry> changed) {
        var participants = new HashMap<String, ParticipantEntry>();
        var owners = new LinkedHashSet<String>();
        for (var entry : changed) {
            var owner = EntryDocuments.owner(entry);
            if (owner != null) {
                owners.add(owner);
            }
            if (entry instanceof ParticipantEntry participant) {
                participants.put(participant.participantKey(), participant);
            }
        }
        var stored = stored();
        var before = RecentReader.far(stored, recent).findAll(ParticipantEntry.class, owners);
        var access = new HashMap<String, JsonNode>();
        before.forEach((key, participant) -> access.put(key, EntryDocuments.access(participant)));
        participants.forEach((key, participant) -> access.put(key, EntryDocuments.access(participant)));
        var seenOtherwise = participants.values().stream()
                .filter(participant -> {
                    var known = before.get(participant.participantKey());
                    return known != null && !EntryDocuments.access(known).equals(EntryDocuments.access(participant));
                })
                .map(ParticipantEntry::participantKey)
                .toList();
        var made = new LinkedHashMap<String, ObjectNode>();
        belongingTo(stored, seenOtherwise).forEach(belonging -> put(made, belonging, access));
        changed.forEach(entry -> put(made, entry, access));
        return made;
    }

    /** What is shown to those who may see the participants, and must be told of a change in that. */
    private static List<Entry> belongingTo(ElasticEntryReader stored, List<String> participantKeys) {
        if (participantKeys.isEmpty()) {
            return List.of();
        }
        var all = new ArrayList<Entry>(stored.findAll(CaptureEntry.class, stored.capturesOf(participantKeys))
                .values());
        all.addAll(stored.discrepanciesOf(participantKeys));
        return all;
    }

    private void put(Map<String, ObjectNode> made, Entry entry, Map<String, JsonNode> access) {
        var owner = EntryDocuments.owner(entry);
        made.put(
                EntryDocuments.id(entry.getClass(), entry.id()),
                documents.of(entry, owner == null ? null : access.get(owner)));
    }

    @Override
    public Ordinals nextOrdinals() {
        var further = mark.further();
        return new Ordinals(
                Math.toIntExact(further.getOrDefault(PARTICIPANTS, 0L)),
                Math.toIntExact(further.getOrDefault(LESIONS, 0L)),
                Math.toIntExact(further.getOrDefault(CAPTURES, 0L)));
    }

    @Override
    public long position() {
        return mark.position();
    }

    @Override
    public void sync() {
        // What the cluster acknowledged is on its disks already.
    }

    @Override
    public synchronized void clear() {
        var empty = generations.make();
        if (asked.equals(generations.alias())) {
            generations.use(empty);
        } else {
            generations.remove(asked);
            asked = empty;
        }
        writes = null;
        highest = null;
        settled = false;
        recent.clear();
        mark = Mark.NEW;
    }

    @Override
    public void close() {
        cluster.close();
    }
}

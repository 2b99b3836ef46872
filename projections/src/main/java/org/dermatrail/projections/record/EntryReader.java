package org.dermatrail.projections.record;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.dermatrail.projections.access.AccessFilter;
import org.jspecify.annotations.Nullable;

/**
 * Entries as they stand at one moment. Valid only within the call it is handed to; for one thread.
 */
public interface EntryReader {

    /** The entry, or {@code null} where there is none. */
    <E extends Entry> @Nullable E find(Class<E> kind, String id);

    /** The entries of these ids that there are, in the order asked. */
    <E extends Entry> Map<String, E> findAll(Class<E> kind, Collection<String> ids);

    /**
     * Entries of a kind by id.
     *
     * @param after ids beyond this one, or {@code null} from the start
     * @param limit at most this many
     */
    <E extends Entry> List<E> list(Class<E> kind, @Nullable String after, int limit);

    /** Number of entries of a kind. */
    long size(Class<? extends Entry> kind);

    /** Ids of a participant's lesions, aliases included, by id. */
    List<String> lesionsOf(String participantKey);

    /** Ids of a participant's captures, by id. */
    List<String> capturesOf(String participantKey);

    /** Ids of the lesions of several participants, aliases included. */
    default List<String> lesionsOf(Collection<String> participantKeys) {
        return participantKeys.stream().flatMap(key -> lesionsOf(key).stream()).toList();
    }

    /** Ids of the captures of several participants. */
    default List<String> capturesOf(Collection<String> participantKeys) {
        return participantKeys.stream().flatMap(key -> capturesOf(key).stream()).toList();
    }

    /**
     * Says what will soon be found. Where entries are far away, all of these are read at once; elsewhere nothing is done, and
     * they are not even named.
     */
    default void fetch(Supplier<NamedEntries> soon) {}

    /** Captures one of whose present pictures has this digest, by id. */
    List<String> capturesWithImage(String digest);

    /** Keys of a study's participants the filter admits, after a key, by key. */
    List<String> participants(AccessFilter access, String studyId, @Nullable String after, int limit);

    /** Discrepancies of participants the filter admits, after an id, by id. */
    List<DiscrepancyEntry> discrepancies(AccessFilter access, boolean openOnly, @Nullable String after, int limit);

    /** Number of open discrepancies of participants the filter admits, by field. */
    Map<String, Long> openDiscrepancies(AccessFilter access);

    /** How many participants of a study the filter admits, by site and what sets them apart. */
    List<Enrolled> enrolled(AccessFilter access, String studyId);

    /** Captures that are not withheld, of a study's participants the filter admits, by site of the capture. */
    Map<String, Long> capturesBySite(AccessFilter access, String studyId);

    /** Open discrepancies of a study's participants the filter admits, by site of enrolment. */
    Map<String, Long> openDiscrepanciesBySite(AccessFilter access, String studyId);

    /**
     * Participants alike in these respects.
     *
     * @param siteId site of enrolment
     * @param status status
     * @param surrogate whether they are surrogates
     * @param consented whether consent is in force
     * @param participants how many
     */
    record Enrolled(String siteId, String status, boolean surrogate, boolean consented, long participants) {}

    /**
     * The order before which things are read.
     *
     * @throws AskingRefused with code {@value AskingRefused#DATA_CUT_UNKNOWN} where no such cut was published
     */
    default long before(AsOf asOf) {
        return switch (asOf) {
            case AsOf.Live live -> Entry.NOW;
            case AsOf.Cut cut -> {
                var entry = find(CutEntry.class, cut.cutId());
                if (entry == null) {
                    throw AskingRefused.unknownCut(cut.cutId());
                }
                yield entry.order();
            }
        };
    }
}

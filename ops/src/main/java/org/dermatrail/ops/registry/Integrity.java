package org.dermatrail.ops.registry;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.SerializationException;
import org.dermatrail.domain.capture.CaptureEvent.CaptureCorrected;
import org.dermatrail.domain.capture.CaptureEvent.CaptureRecorded;
import org.dermatrail.domain.image.Image;
import org.dermatrail.ops.blobs.FileBlobStore;
import org.dermatrail.ops.eventstore.EventLog;
import org.dermatrail.ops.eventstore.StorageRefused;

/**
 * Checks that what is stored is whole: every event can be read, every stream counts up without a gap, every picture an event
 * names is there and has the bytes its name promises. Changes nothing.
 */
public final class Integrity {

    private static final int MOST_FINDINGS = 1000;
    private static final int REPORT_EVERY = 10_000;

    /**
     * What was found.
     *
     * @param events events checked
     * @param pictures pictures checked
     * @param digest SHA-256 over all stored payloads in order
     * @param damage one sentence for each damage, {@value #MOST_FINDINGS} at most
     */
    public record Findings(long events, long pictures, String digest, List<String> damage) {}

    private final EventLog log;
    private final FileBlobStore blobs;

    Integrity(EventLog log, FileBlobStore blobs) {
        this.log = log;
        this.blobs = blobs;
    }

    /** Checks everything; told how many events are checked and which share of the log they are, 0 to 1. */
    public Findings check(BiConsumer<Long, Double> progress) throws IOException {
        var damage = new ArrayList<String>();
        long last = Math.max(1, log.lastPosition());
        var digest = sha256();
        try (var rows = log.scan(null)) {
            rows.forEach(row -> digest.update(row.payloadBytes()));
        }
        brokenStreams(damage);
        long[] read = {0};
        try (var events = log.engine().readEvents(null, false)) {
            for (var each = events.iterator(); each.hasNext(); ) {
                var event = each.next();
                read[0]++;
                try {
                    picturesOf(event.getPayload(), damage);
                } catch (SerializationException e) {
                    add(damage, "Event " + event.getIdentifier() + " cannot be read: " + e.getMessage());
                }
                if (read[0] % REPORT_EVERY == 0) {
                    progress.accept(read[0], shareOf(event, last));
                }
            }
        }
        long pictures = 0;
        try (var stored = blobs.digests()) {
            for (var each = stored.iterator(); each.hasNext(); ) {
                var picture = each.next();
                pictures++;
                if (!blobs.verify(picture)) {
                    add(damage, "Picture " + picture + " does not have the bytes its name promises.");
                }
            }
        }
        return new Findings(read[0], pictures, HexFormat.of().formatHex(digest.digest()), List.copyOf(damage));
    }

    private void picturesOf(Object event, List<String> damage) {
        List<Image> images =
                switch (event) {
                    case CaptureRecorded recorded -> recorded.images();
                    case CaptureCorrected corrected when corrected.images() != null -> corrected.images();
                    default -> List.of();
                };
        for (var image : images) {
            if (!blobs.contains(image.digest())) {
                add(damage, "Picture " + image.digest() + " is named by an event and missing.");
            }
        }
    }

    private void brokenStreams(List<String> damage) {
        try {
            long broken = log.brokenStreams();
            if (broken > 0) {
                add(damage, broken + " streams do not count up without a gap.");
            }
        } catch (StorageRefused e) {
            add(damage, "The streams cannot be read: " + e.getMessage());
        }
    }

    private static double shareOf(TrackedEventMessage<?> event, long last) {
        return (double) event.trackingToken().position().orElse(0) / last;
    }

    private static void add(List<String> damage, String sentence) {
        if (damage.size() < MOST_FINDINGS) {
            damage.add(sentence);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

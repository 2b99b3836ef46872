package org.dermatrail.gateway.intake;

/** Follows an import. Called by one thread at a time, never after the import has returned. */
public interface ImportWatcher {

    /** Watches nothing and never asks to stop. */
    ImportWatcher NONE = new ImportWatcher() {};

    /**
     * The import has its id; nothing of the source was taken yet.
     *
     * @param importId its id, the earlier one where it goes on with one that was cut off
     */
    default void begun(String importId) {}

    /**
     * Rows were acknowledged.
     *
     * @param rows rows dealt with so far
     * @param bytes bytes of the source read so far
     * @param bytesInAll size of the source
     */
    default void progress(long rows, long bytes, long bytesInAll) {}

    /**
     * A row was acknowledged: its events are durable.
     *
     * @param sourceCaptureId the source's id
     * @param captureId the registry's id
     * @param kind what was done, in one word
     */
    default void acknowledged(String sourceCaptureId, String captureId, String kind) {}

    /** Whether the import should stop after the rows under way; it can be resumed. */
    default boolean stopRequested() {
        return false;
    }
}

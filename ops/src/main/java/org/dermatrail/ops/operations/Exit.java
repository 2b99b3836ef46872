package org.dermatrail.ops.operations;

import java.util.Arrays;

/** The exit statuses scripts may rely on. */
public enum Exit {
    /** Done. */
    DONE(0, "done"),
    /** A bug or something unforeseen; the message has a reference. */
    FAILED(1, "failed unexpectedly"),
    /** The command line was not understood. */
    USAGE(2, "the command line was not understood"),
    /** Done, but some rows are in quarantine. */
    DONE_WITH_QUARANTINE(3, "done, but some rows are in quarantine"),
    /** Refused: the input or the request cannot be used; nothing was changed. */
    REFUSED(4, "refused: the input or the request cannot be used"),
    /** The data folder is in use or cannot be opened. */
    FOLDER_UNAVAILABLE(5, "the data folder is in use or cannot be opened"),
    /** A disk is full or an engine does not answer; what was acknowledged is kept, and the same command goes on. */
    UNAVAILABLE(6, "a disk is full or an engine does not answer; the same command goes on later"),
    /** A check found damage. */
    DAMAGED(7, "a check found damage"),
    /** Interrupted; the same command goes on. */
    INTERRUPTED(130, "interrupted; the same command goes on");

    private final int status;
    private final String meaning;

    Exit(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    /** The number the process ends with. */
    public int status() {
        return status;
    }

    /** What it means, in words. */
    public String meaning() {
        return meaning;
    }

    /** The status with this number. */
    public static Exit of(int status) {
        return Arrays.stream(values())
                .filter(exit -> exit.status == status)
                .findFirst()
                .orElse(FAILED);
    }
}

package org.dermatrail.ops.registry;

import java.nio.file.Path;

/** The data folder cannot be created, read or written. */
public final class FolderUnusable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says which folder and why. */
    public FolderUnusable(Path folder, Exception cause) {
        super("Data folder " + folder + " cannot be used: " + cause.getMessage(), cause);
    }
}

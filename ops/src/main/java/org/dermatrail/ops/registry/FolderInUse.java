package org.dermatrail.ops.registry;

/** Another process owns the data folder. */
public final class FolderInUse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says which folder. */
    public FolderInUse(DataFolder folder) {
        super("Data folder " + folder.root() + " is in use by another Dermatrail process that takes no commands;"
                + " wait until it ends or choose another folder with --data.");
    }
}
